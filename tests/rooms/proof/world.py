"""A market in which anybody may try anything, and what must be true after each try."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import timedelta
from typing import Any
from uuid import UUID

from fondaco.kernel import clock, deadlines, outbox
from fondaco.kernel.errors import Refusal
from fondaco.kernel.models import Deadline, OutboxMessage
from fondaco.market.cases.models import Case, CaseEvent, Decision, Offer
from fondaco.market.ledger import queries as books
from fondaco.market.ledger.models import Account, Entry
from fondaco.market.ledger.rules import AccountKind
from fondaco.market.payments.gateways.scripted import ScriptedGateway
from fondaco.market.payments.models import (
    Chargeback,
    Intent,
    OutgoingPayment,
    Payout,
    Refund,
)
from fondaco.market.trade import queries as trade
from fondaco.market.trade.lifecycle import FINAL, State
from fondaco.market.trade.models import Release, SellerOrder, Withdrawal
from tests.conftest import NOON
from tests.rooms.proof.cast import CURRENCIES, Cast

LONGEST_END = timedelta(days=480)
"""Cover, the longest case, an appeal and the network's time, one after the other."""
MOST_DEADLINES = 400
PASSED_THROUGH = (
    AccountKind.ESCROW,
    AccountKind.CHARGEBACK,
    AccountKind.UNMATCHED,
    AccountKind.TRANSFER_HELD,
)
"""What is left on one of these when nobody does anything more would be nobody's."""

Act = Callable[[], object]


class World:
    """One market's time and what was done in it so far."""

    def __init__(self, cast: Cast, gateway: ScriptedGateway) -> None:
        self.cast, self.gateway = cast, gateway
        self.now = NOON
        self.orders: list[UUID] = []
        self.intents: list[UUID] = []
        self.cards: dict[UUID, str] = {}
        self.commands: list[Act] = []
        """What succeeded so far, keys included: repeated, each must change nothing."""
        self.numbers = 0

    @contextmanager
    def standing(self) -> Iterator[None]:
        """Business and security time stand still."""
        with clock.frozen(self.now), clock.frozen_real(self.now):
            yield

    def number(self, prefix: str) -> str:
        """A name that was not used before in this market."""
        self.numbers += 1
        return f"{prefix}{self.numbers:06d}"

    def do(self, act: Act) -> bool:
        """Somebody tries something. Refused, nothing may have changed; else it may be repeated."""
        self.now += timedelta(seconds=1)
        with self.standing():
            before = picture()
            refusal = refusal_of(act)
            if refusal is not None:
                assert changes(before, picture()) == {}, f"refused as {refusal.code}, and done"
                return False
        self.commands.append(act)
        return True

    def again(self, number: int) -> None:
        """An earlier command comes once more, with its key: at once or much later."""
        if not self.commands:
            return
        act = self.commands[number % len(self.commands)]
        with self.standing():
            before = picture()
            refusal_of(act)
            assert changes(before, picture()) == {}, f"{act} a second time"

    def wait(self, by: timedelta, *, works: bool = True) -> None:
        """Time passes. The worker may have stopped meanwhile; the next one fires it all."""
        self.now += by
        if works:
            self.catch_up()

    def catch_up(self) -> None:
        """The worker fires what is due, in order, and then once more what has fired."""
        with self.standing():
            due = Deadline.objects.filter(closed_at=None, due_at__lte=self.now)
            ids = list(due.order_by("due_at", "id").values_list("id", flat=True))
            while deadlines.fire_due():
                continue
            outbox.sweep()
            before = picture()
            assert not any(deadlines.fire_one(each) for each in ids)
            assert changes(before, picture()) == {}

    def check(self) -> None:
        """The invariants: whatever has happened in whatever order."""
        with self.standing():
            assert books.audit() == []
            assert trade.money_audit() == []
            assert deadlines.failing() == []
            assert not OutboxMessage.objects.exclude(last_error="").exists(), [
                (row.event, row.handler, row.last_error)
                for row in OutboxMessage.objects.exclude(last_error="")
            ]
            for order in SellerOrder.objects.all():
                out = order.released_minor + order.refunded_minor
                assert out <= order.total_minor + order.recovered_minor, order.reference
            for intent in Intent.objects.all():
                assert 0 <= intent.refunded_minor <= intent.captured_minor <= intent.amount_minor
            for case in Case.objects.all():
                waiting = deadlines.open_deadlines(case.id)
                closed = case.state == "closed"
                assert waiting == ({} if closed else {"cases.silence": case.due_at}), case.state

    def ends(self) -> None:
        """Nobody does anything more: everything ends by itself, and every cent is somebody's."""
        last = self.now + LONGEST_END
        for _fired in range(MOST_DEADLINES):
            with self.standing():
                due = deadlines.next_open()
                if due is None:
                    break
                assert due.due_at <= last, f"{due.kind} is due only at {due.due_at}"
            self.now = max(self.now, due.due_at)
            self.catch_up()
        self.check()
        with self.standing():
            assert deadlines.next_open() is None, "deadlines set each other for ever"
            assert outbox.undelivered() == 0
            states = {State(each.state) for each in SellerOrder.objects.all()}
            assert states <= FINAL, states
            assert set(Case.objects.values_list("state", flat=True)) <= {"closed"}
            for currency in CURRENCIES:
                left = {kind: books.total(kind, currency) for kind in PASSED_THROUGH}
                assert not any(left.values()), (currency, left)
            for refund in Refund.objects.filter(state="refused"):
                # The card takes it no more: it waits for its buyer, by name.
                transit = Account.objects.get(kind="refund_in_transit", owner=str(refund.id))
                assert transit.balance_minor == refund.amount_minor


def refusal_of(act: Act) -> Refusal | None:
    """What the act was refused with, in a code and in words; None when it was done."""
    try:
        act()
    except Refusal as refused:
        refusal = refused
    else:
        return None
    assert refusal.code
    assert refusal.what
    return refusal


def picture() -> dict[str, Any]:
    """All that a command may change of orders, cases and money."""
    return {
        "entries": Entry.objects.count(),
        "orders": rows(SellerOrder, "state", "refunded_minor", "released_minor", "due_at"),
        "withdrawals": rows(Withdrawal, "state"),
        "releases": Release.objects.count(),
        "cases": rows(Case, "state", "due_at", "refunded_minor", "outcome", "mediator_id"),
        "steps": CaseEvent.objects.count(),
        "offers": Offer.objects.count(),
        "decisions": Decision.objects.count(),
        "intents": rows(Intent, "state", "captured_minor", "refunded_minor", "disputed_at"),
        "refunds": rows(Refund, "state", "route"),
        "outgoing": rows(OutgoingPayment, "state"),
        "payouts": rows(Payout, "state"),
        "chargebacks": rows(Chargeback, "state"),
        "deadlines": set(
            Deadline.objects.filter(closed_at=None).values_list("kind", "subject_id", "due_at")
        ),
    }


def rows(model: Any, *columns: str) -> list[tuple[Any, ...]]:
    """These columns of every row, by id."""
    return list(model.objects.order_by("id").values_list("id", *columns))


def changes(before: dict[str, Any], after: dict[str, Any]) -> dict[str, Any]:
    """What is not as it was."""
    return {name: (old, after[name]) for name, old in before.items() if old != after[name]}
