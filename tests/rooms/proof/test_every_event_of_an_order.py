"""In each state of an order every event is tried through its real verb or its deadline's handler.

One set-up for all, one savepoint a state and one a try. A verb that may end in several events
of the table (a reminder or the release after the last one) is one door of all of them.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from functools import partial
from uuid import UUID, uuid4

import pytest
from django.db import transaction

from fondaco.kernel import deadlines
from fondaco.kernel.ids import new_id
from fondaco.kernel.outbox import Event as News
from fondaco.market.trade import queries
from fondaco.market.trade.actions import lapse, pay, refund, release
from fondaco.market.trade.lifecycle import TABLE, Event, Role, Row, State, keeps
from fondaco.market.trade.values import OrderView
from tests.rooms.proof import buying
from tests.rooms.proof.orders import bought, verb
from tests.rooms.proof.test_every_event_of_a_case import undone
from tests.rooms.proof.world import Act, World, changes, picture, refusal_of

pytestmark = [pytest.mark.django_db, pytest.mark.slow]

_S, _E, _R = State, Event, Role


@dataclass(frozen=True, slots=True)
class Door:
    """A verb, the events of the table that it may come to, and whose it is."""

    events: frozenset[Event]
    role: Role
    make: Callable[[World, OrderView], Act]


def by_clock(handler: Callable[..., None]) -> Callable[[World, OrderView], Act]:
    """The handler of a deadline, whether or not that deadline is set."""
    return lambda world, order: partial(handler, subject_id=order.id, due_at=world.now)


def told(handler: Callable[[News], None], name: str) -> Callable[[World, OrderView], Act]:
    """News of payments about the order's checkout."""

    def make(_world: World, order: OrderView) -> Act:
        data = {"reference_id": str(order.checkout_id)}
        return partial(handler, News(new_id(), name, order.intent_id, data))

    return make


def named(name: str) -> Callable[[World, OrderView], Act]:
    """A verb of the journeys."""
    return lambda world, order: verb(world, order, name)


def agreed(world: World, order: OrderView) -> Act:
    """The seller asks for more time, and the buyer says yes."""

    def act() -> None:
        verb(world, order, "more_time")()
        verb(world, order, "yes")()

    return act


def refunded(share: int) -> Callable[[World, OrderView], Act]:
    """A case gives back a part, or all that is left."""

    def make(_world: World, order: OrderView) -> Act:
        left = [(line.id, line.refundable_minor // share) for line in order.lines]
        shipping = sum(line.shipping_minor - line.refunded_shipping_minor for line in order.lines)
        return partial(
            refund.refund, key=uuid4().hex, order_id=order.id, lines=left,
            shipping_minor=0 if share > 1 else shipping, cause_kind="case", cause_id=uuid4(),
        )  # fmt: skip

    return make


def one(*events: Event) -> frozenset[Event]:
    return frozenset(events)


RELEASING = one(_E.RELEASE_DUE, _E.PART_RELEASED)
DOORS = {
    "captured": Door(one(_E.CAPTURED), _R.PAYMENTS, told(pay.captured, "intent.captured")),
    "given up": Door(one(_E.ABANDONED), _R.PAYMENTS, told(pay.cancelled, "intent.cancelled")),
    "accept": Door(one(_E.ACCEPT), _R.SELLER, named("accept")),
    "decline": Door(one(_E.DECLINE), _R.SELLER, named("decline")),
    "send": Door(one(_E.TRACKED, _E.ACCEPT), _R.SELLER, named("send")),
    "cancel": Door(one(_E.CANCEL), _R.BUYER, named("cancel")),
    "more time": Door(one(_E.EXTEND), _R.BUYER, agreed),
    "confirm": Door(one(_E.CONFIRM, _E.CONFIRM_AND_RELEASE), _R.BUYER, named("confirm")),
    "not accepted": Door(one(_E.NOT_ACCEPTED), _R.CLOCK, by_clock(lapse.not_accepted)),
    "not shipped": Door(
        one(_E.NOT_SHIPPED, _E.SCAN_AWAITED), _R.CLOCK, by_clock(lapse.not_shipped)
    ),
    "unscanned": Door(one(_E.UNSCANNED, _E.SCANNED), _R.CLOCK, by_clock(lapse.unscanned)),
    "cover over": Door(one(_E.COVER_OVER), _R.CLOCK, by_clock(release.cover_over)),
    "remind": Door(
        one(_E.REMINDED, _E.SILENCE, _E.PART_RELEASED), _R.CLOCK, by_clock(release.remind)
    ),
    "release": Door(RELEASING, _R.CLOCK, by_clock(release.release_due)),
    "refund some": Door(one(_E.REFUND_PART), _R.CASES, refunded(2)),
    "refund all": Door(one(_E.REFUND_ALL), _R.CASES, refunded(1)),
}
"""Scans are in the journeys: they belong to a parcel, not to an order's state. What an appeal
takes back is tried with the cases, which alone call for it."""

WAYS: dict[str, tuple[State, tuple[str, ...]]] = {
    "paid": (_S.PAID, ()),
    "accepted": (_S.ACCEPTED, ("accept",)),
    "accepted, sent": (_S.ACCEPTED, ("send",)),
    "shipped": (_S.SHIPPED, ("send", "scan")),
    "delivered": (_S.DELIVERED, ("send", "scan", "arrive")),
    "completed": (_S.COMPLETED, ("send", "scan", "arrive", "release")),
    "cancelled": (_S.CANCELLED, ("cancel",)),
    "refunded": (_S.REFUNDED, ("send", "scan", "arrive", "refund all")),
    "partly": (_S.PARTLY_REFUNDED, ("send", "scan", "arrive", "release", "refund some")),
}


def test_only_the_tables_rows_succeed_whichever_verb_is_tried_in_every_state(world: World) -> None:
    unpaid = placed(world)
    tried = {State.PLACED: set(attempts(world, unpaid, State.PLACED))}
    paid = bought(world, shop=1)
    for state, steps in WAYS.values():
        with undone(world):
            for name in steps:
                assert world.do(act_of(world, paid.id, name)), (state, name)
            assert queries.order(paid.id).state == state
            tried.setdefault(state, set()).update(attempts(world, paid.id, state))
    assert set(tried) == set(State)
    reached = {(state, event) for state, done in tried.items() for event in done}
    of_doors = {event for door in DOORS.values() for event in door.events}
    wanted = {(row.state, row.event) for row in TABLE if row.event in of_doors and not row.when} - {
        (_S.PLACED, _E.CAPTURED)
    }
    assert wanted <= reached, wanted - reached


def act_of(world: World, order_id: UUID, name: str) -> Act:
    """A door, or a verb of the journeys, on the order as it stands now."""
    order = queries.order(order_id)
    if name == "release":
        world.now += timedelta(days=20)
    return DOORS[name].make(world, order) if name in DOORS else verb(world, order, name)


def placed(world: World) -> UUID:
    """An order that was not paid yet."""
    variant = world.cast.shops[0].variants[0]
    buying.checkout(world, world.cast.buyers[1], [(variant, 1)], "card_challenge")
    order = queries.order(world.orders[-1])
    assert order.state == State.PLACED
    return order.id


def attempts(world: World, order_id: UUID, state: State) -> list[Event]:
    """Try every door on an order in this state; the events that the table let happen."""
    taken: list[Event] = []
    for name, door in DOORS.items():
        if state is _S.PLACED and name == "captured":
            continue  # The news without the money stops everything: see the test below.
        with undone(world):
            taken += attempt(world, order_id, state, name, door)
    return taken


def rows_of(state: State, door: Door) -> list[Row]:
    """What the table lets this door do in this state."""
    roles = dict.fromkeys(door.events, door.role) | {_E.PART_RELEASED: _R.CLOCK}
    return [
        row
        for row in TABLE
        if row.state is state and row.event in door.events and row.role is roles[row.event]
    ]


def attempt(world: World, order_id: UUID, state: State, name: str, door: Door) -> set[Event]:
    rows = rows_of(state, door)
    what = f"{name} when {state}"
    # Everything is in a parcel already, or the buyer has confirmed: nothing is left to do.
    again = name in {"send", "confirm"}
    with world.standing(), transaction.atomic():
        before = picture()
        refusal = refusal_of(door.make(world, queries.order(order_id)))
        after = queries.order(order_id)
        if refusal is not None or changes(before, picture()) == {}:
            assert after.state == state, what
            assert not [row for row in rows if not row.when] or again, f"{what}: {refusal}"
            return set() if refusal else {row.event for row in rows}
        assert rows, f"{what} changed {changes(before, picture())}"
        # Sending what was only paid accepts it on the way; a trusted seller is paid at once.
        rows += [row for first in rows for row in rows_of(first.next, door)]
        assert after.state in {row.next for row in rows}, what
        waiting = set(deadlines.open_deadlines(order_id))
        assert waiting <= keeps(State(after.state)), what
        fit = [row for row in rows if row.next == after.state]
        assert any({due.kind for due in row.sets} <= waiting for row in fit), what
    world.check()
    return {row.event for row in rows}


def test_news_of_a_capture_without_the_money_stops_and_changes_nothing(world: World) -> None:
    order = queries.order(placed(world))
    before = picture()
    with world.standing(), transaction.atomic(), pytest.raises(pay.MoneyMissing):
        told(pay.captured, "intent.captured")(world, order)()
    assert changes(before, picture()) == {}


@pytest.mark.parametrize("name", ["cancel", "confirm", "withdraw", "yes"])
def test_nobody_but_the_buyer_does_what_is_the_buyers(world: World, name: str) -> None:
    order = bought(world)
    if name == "yes":
        assert world.do(verb(world, order, "more_time"))
    act = verb(world, order, name)
    assert isinstance(act, partial)
    strangers = (world.cast.buyers[1], world.cast.shop(order.seller_id).owner_id, uuid4())
    for stranger in strangers:
        wrong = partial(act.func, **act.keywords | {"member_id": stranger})
        with world.standing():
            refusal = refusal_of(wrong)
        assert refusal is not None
        assert refusal.status == 403
    assert queries.order(order.id).state == State.PAID
