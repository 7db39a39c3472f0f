"""In each state of a case every event is tried through its real verb, by each who could try it.

One set-up for all, one savepoint a state and one a try; ``FONDACO_TEST_SIZE=nightly`` tries all
of it, by day some states are tried with the table's rows alone. What the table does not allow
changes nothing, and a person is told so in words; what it allows leads where its row says,
with the row's effects and one deadline.
"""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from uuid import uuid4

import pytest
from django.db import transaction

from fondaco.kernel import deadlines
from fondaco.market.cases import lifecycle, moving, silence
from fondaco.market.cases.lifecycle import Facts, Row
from fondaco.market.cases.models import Case, CaseEvent, Offer
from fondaco.market.cases.rules.standing import facts_of
from fondaco.market.cases.rules.words import Effect, Event, Role, State
from fondaco.market.ledger.models import Entry
from fondaco.market.trade import queries as trade
from fondaco.market.trade.actions import refund
from tests.rooms.proof import banking, casework
from tests.rooms.proof.orders import arrived
from tests.rooms.proof.world import World, refusal_of

pytestmark = [pytest.mark.django_db, pytest.mark.slow]

_S, _E, _R = State, Event, Role
NIGHTLY = os.environ.get("FONDACO_TEST_SIZE") == "nightly"
BY_DAY = frozenset({_S.OPEN, _S.RETURN_CHECK, _S.MEDIATION, _S.DECIDED, _S.CLOSED})
"""Where everything is tried by day too; at night it is in every state."""
PEOPLE = (_R.BUYER, _R.SELLER, _R.MEDIATOR, _R.PLATFORM)
CARRIERS = frozenset({
    _E.LABEL_MADE, _E.REPLACEMENT_SCANNED, _E.REPLACEMENT_DELIVERED, _E.SCANNED, _E.ARRIVED,
})  # fmt: skip
SCANS = {
    _E.SCANNED: (_E.SCANNED, _E.REPLACEMENT_SCANNED),
    _E.REPLACEMENT_SCANNED: (_E.SCANNED, _E.REPLACEMENT_SCANNED),
    _E.ARRIVED: (_E.ARRIVED, _E.REPLACEMENT_DELIVERED),
    _E.REPLACEMENT_DELIVERED: (_E.ARRIVED, _E.REPLACEMENT_DELIVERED),
}
NETWORKS = frozenset({_E.CHARGEBACK_OPENED, _E.CHARGEBACK_WON, _E.CHARGEBACK_LOST})
AGREED = {_E.AGREE_REFUND: "full_refund", _E.AGREE_RETURN: "return_refund",
          _E.AGREE_REPLACEMENT: "replacement"}  # fmt: skip
ASKS_TWO = frozenset({*casework.KINDS, _E.RESOLVE})
"""Where two signatures are asked for, the first try is only proposed."""

Steps = tuple[tuple[Event, Role, int], ...]
_OFFERED: Steps = ((_E.OFFER, _R.SELLER, 1),)
_MEDIATED: Steps = (*_OFFERED, (_E.MEDIATE, _R.BUYER, 0))
_DECIDED: Steps = (*_MEDIATED, (_E.DECIDE_REFUND, _R.MEDIATOR, 1))
_REPLACING: Steps = ((_E.AGREE_REPLACEMENT, _R.SELLER, 0),)
_SENT: Steps = (*_REPLACING, (_E.REPLACEMENT_SENT, _R.SELLER, 0))
_RETURNING: Steps = ((_E.AGREE_RETURN, _R.SELLER, 0),)
_LABELLED: Steps = (*_RETURNING, (_E.LABEL, _R.SELLER, 0))
_ON_THE_WAY: Steps = (*_LABELLED, (_E.SCANNED, _R.CARRIER, 0))


@dataclass(frozen=True, slots=True)
class Way:
    """How a case comes into a state."""

    state: State
    steps: Steps = ()
    wanted: int = 0
    reason: str = "damaged"
    item: int = 0


WAYS = {
    "open": Way(_S.OPEN),
    "open, counterfeit": Way(_S.OPEN, wanted=2, reason="counterfeit"),
    "offer": Way(_S.OFFER, _OFFERED),
    "counter": Way(_S.COUNTER, (*_OFFERED, (_E.OFFER, _R.BUYER, 1))),
    "replacement": Way(_S.REPLACEMENT, _REPLACING, 3),
    "replacement, named": Way(_S.REPLACEMENT, _SENT, 3),
    "replacement, scanned": Way(
        _S.REPLACEMENT_TRANSIT, (*_SENT, (_E.REPLACEMENT_SCANNED, _R.CARRIER, 0)), 3
    ),
    "label": Way(_S.RETURN_LABEL, _RETURNING, 2),
    "ship": Way(_S.RETURN_SHIP, _LABELLED, 2),
    "transit": Way(_S.RETURN_TRANSIT, _ON_THE_WAY, 2),
    "check": Way(_S.RETURN_CHECK, (*_ON_THE_WAY, (_E.ARRIVED, _R.CARRIER, 0)), 2),
    "mediation": Way(_S.MEDIATION, _MEDIATED),
    "mediation, two sign": Way(_S.MEDIATION, _MEDIATED, item=1),
    "asked": Way(_S.EVIDENCE_ASKED, (*_MEDIATED, (_E.ASK_EVIDENCE, _R.MEDIATOR, 0))),
    "decided": Way(_S.DECIDED, _DECIDED),
    "appeal": Way(_S.APPEAL, (*_DECIDED, (_E.APPEAL, _R.BUYER, 0))),
    "fraud": Way(_S.CARD_FRAUD, reason="payment_not_mine"),
    "fraud, two sign": Way(_S.CARD_FRAUD, reason="payment_not_mine", item=1),
    "hold": Way(_S.CHARGEBACK_HOLD, ((_E.CHARGEBACK_OPENED, _R.NETWORK, 2),)),
    "closed": Way(_S.CLOSED, ((_E.WITHDRAW, _R.BUYER, 0),)),
    "closed, not returned": Way(_S.CLOSED, (*_LABELLED, (_E.SILENCE, _R.CLOCK, 0)), 2),
}


class Undone(Exception):
    """Ends a try, so that the next one finds everything as it was."""


@contextmanager
def undone(world: World) -> Iterator[None]:
    """Within the block anything may happen; after it, nothing has."""
    now, commands = world.now, len(world.commands)
    try:
        with transaction.atomic():
            yield
            raise Undone
    except Undone:
        world.now = now
        del world.commands[commands:]


def test_only_the_tables_rows_succeed_whoever_tries_whatever_in_every_state(world: World) -> None:
    assert {way.state for way in WAYS.values()} == set(State)
    orders = [arrived(world, shop=1, item=item) for item in (0, 1)]
    taken: set[tuple[State, Event, Role]] = set()
    for name, way in WAYS.items():
        with undone(world):
            case = brought(world, way, orders[way.item].id)
            facts, seen = facts_now(world, case), seen_of(case)
            is_new = not any(state is way.state for state, _event, _role in taken)
            is_new = is_new and (NIGHTLY or way.state in BY_DAY)
            for event, role in tries():
                # A second way into a state is for what its facts allow besides. By day the
                # rows are tried in all states, and what is no row in some.
                if is_new or lifecycle.find(way.state, event, role, facts):
                    with undone(world):
                        trial = Try(world, case, facts, seen, f"{name}: {event} by {role}")
                        row = trial.run(event, role)
                    if row is not None:
                        taken.add((row.state, row.event, row.role))
    wanted = {(row.state, row.event, row.role) for row in lifecycle.TABLE}
    assert taken <= wanted
    # What these set-ups have no way to: our own label still to be made, the buyer asked for
    # evidence, two signatures on appeal. Everything else of the table was carried out.
    assert {each[1] for each in wanted - taken} <= {_E.LABEL_MADE, _E.ANSWER_EVIDENCE, _E.PROPOSE}


def tries() -> list[tuple[Event, Role]]:
    """Every event with everybody who has a door to it."""
    found: list[tuple[Event, Role]] = []
    for event in Event:
        if event is Event.PROPOSE:
            continue  # Its door is the decision's.
        if event in CARRIERS:
            found.append((event, _R.CARRIER))
        elif event in NETWORKS:
            found.append((event, _R.NETWORK))
        elif event in {_E.SILENCE, _E.SETTLED}:
            found.append((event, _R.CLOCK if event is _E.SILENCE else _R.TRADE))
        else:
            found += [(event, role) for role in PEOPLE]
    return found


def brought(world: World, way: Way, order_id: object) -> Case:
    """A case in this state."""
    order = trade.order(order_id)  # type: ignore[arg-type]  # an id, as read
    number = casework.REASONS.index(way.reason)
    opening = casework.opened(world, order, number, way.wanted)
    assert world.do(opening)
    with world.standing():
        case_id = opening()
    for event, role, detail in way.steps:
        case = Case.objects.get(id=case_id)
        if event is Event.CHARGEBACK_OPENED:
            banking.disputed(world, order.intent_id, detail)
        elif event is Event.SILENCE:
            assert case.due_at is not None
            world.now = case.due_at
            world.catch_up()
        else:
            act = casework.act(world, case, event, role, detail)
            assert act is not None
            assert world.do(act), event
    case = Case.objects.get(id=case_id)
    assert case.state == way.state
    return case


def facts_now(world: World, case: Case) -> Facts:
    """What the table's guards ask of the case."""
    with world.standing():
        left = moving.money.left_minor(case)
        return facts_of(moving.standing_of(case, left), moving.terms_of(case))


def seen_of(case: Case) -> tuple[object, ...]:
    """What a refused try must leave alone."""
    columns = ("state", "due_at", "refunded_minor", "mediator_id", "outcome")
    row = Case.objects.values_list(*columns).get(id=case.id)
    return row, CaseEvent.objects.filter(case=case).count(), Entry.objects.count()


@dataclass(frozen=True, slots=True)
class Try:
    """One event by one role on a case, judged by the table."""

    world: World
    case: Case
    facts: Facts
    seen: tuple[object, ...]
    what: str

    def run(self, event: Event, role: Role) -> Row | None:
        """The row that was taken; None when there is none, and nothing was changed."""
        self.prepare(event, role)
        row = self.row(event, role)
        refused = self.attempt(event, role)
        if row is None:
            # Evidence may be shown unasked, and money moved beside a case.
            is_beside = event in {_E.ANSWER_EVIDENCE, _E.SETTLED, *NETWORKS}
            assert refused or role not in PEOPLE or is_beside, self.what
            now = seen_of(self.case)
            assert (now[0] if is_beside else now) == (self.seen[0] if is_beside else self.seen), (
                self.what
            )
            return None
        assert not refused, self.what
        self.judge(row, Case.objects.get(id=self.case.id))
        return row

    def prepare(self, event: Event, role: Role) -> None:
        """Agreeing needs something of that kind to agree to."""
        if event in AGREED and role in {_R.BUYER, _R.SELLER}:
            Offer.objects.create(
                case=self.case, position=90, side="seller" if role is _R.BUYER else "buyer",
                author_id=uuid4(), kind=AGREED[event], amount_minor=0, made_at=self.world.now,
            )  # fmt: skip

    def row(self, event: Event, role: Role) -> Row | None:
        """What the table says."""
        case, facts = self.case, self.facts
        if event is _E.RESOLVE and role is _R.MEDIATOR:
            role = _R.PLATFORM  # A mediator is of the house too.
        if event in CARRIERS and event is not _E.LABEL_MADE:
            if not (case.return_number or case.replacement_number):
                return None
            # One scanner: whose parcel it is follows from the number.
            event = SCANS[event][bool(case.replacement_number)]
        if event in ASKS_TWO and (proposed := self._find(_E.PROPOSE, role, facts)):
            return proposed if self._find(event, role, facts) else None
        return self._find(event, role, facts)

    def _find(self, event: Event, role: Role, facts: Facts) -> Row | None:
        return lifecycle.find(State(self.case.state), event, role, facts)

    def attempt(self, event: Event, role: Role) -> bool:
        """Whether it was refused, in words."""
        world, case = self.world, self.case
        if event in NETWORKS:
            if event is _E.CHARGEBACK_OPENED:
                order = trade.order(case.order_id)
                banking.disputed(world, order.intent_id, 0)
            else:
                banking.network_decides(world, 0, won=event is _E.CHARGEBACK_WON)
            return False
        if event is _E.SILENCE:
            return self.silence()
        if event is _E.SETTLED:
            order = trade.order(case.order_id)
            lines = [(line.id, line.refundable_minor) for line in order.lines]
            shipping = sum(
                line.shipping_minor - line.refunded_shipping_minor for line in order.lines
            )
            act = partial(
                refund.refund, key=uuid4().hex, order_id=order.id, lines=lines,
                shipping_minor=shipping, cause_kind="case", cause_id=uuid4(),
            )  # fmt: skip
        else:
            made = casework.act(world, case, event, role, 2)
            if made is None:
                return True
            act = made
        with world.standing(), transaction.atomic():
            return refusal_of(act) is not None

    def silence(self) -> bool:
        """Before its time the clock changes nothing; then it takes its row."""
        due_at = self.case.due_at
        early = partial(silence.due, subject_id=self.case.id, due_at=self.world.now)
        with self.world.standing():
            early()
        assert seen_of(self.case) == self.seen, self.what
        if due_at is not None:
            self.world.now = due_at
            with self.world.standing():
                early()
        return False

    def judge(self, row: Row, after: Case) -> None:
        """State, deadline, outcome and effects are the row's."""
        assert after.state == row.next, self.what
        waiting = {} if row.next is _S.CLOSED else {"cases.silence": after.due_at}
        assert deadlines.open_deadlines(after.id) == waiting, self.what
        if row.outcome:
            assert after.outcome == row.outcome, self.what
        order = trade.order(after.order_id)
        held = any(hold.cause_id == after.id for hold in order.holds)
        seen = {
            Effect.LIFT: not held,
            Effect.HOLD: held,
            Effect.REFUND_ALL: after.refunded_minor > self.case.refunded_minor,
            Effect.REFUND_AGREED: after.refunded_minor > self.case.refunded_minor,
            Effect.PLATFORM_LABEL: after.label_by == "platform",
            Effect.ASSIGN: after.mediator_id is not None,
            Effect.REVERSE: after.refunded_minor != self.case.refunded_minor,
        }
        for effect in row.effects:
            assert seen.get(effect, True), f"{self.what}: {effect}"
        if seen[Effect.REFUND_ALL] or row.effects == (Effect.REVERSE,):
            self.world.check()
