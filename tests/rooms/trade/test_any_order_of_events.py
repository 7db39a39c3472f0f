"""Whatever happens in whatever order: never more out than in, and the books always agree."""

from collections.abc import Iterator
from contextlib import ExitStack
from datetime import timedelta
from uuid import uuid4

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from fondaco.kernel import clock, deadlines
from fondaco.kernel.audit import SYSTEM
from fondaco.kernel.errors import Refusal
from fondaco.kernel.models import Deadline
from fondaco.market.ledger import queries as books
from fondaco.market.trade import models, queries
from fondaco.market.trade.actions import (
    charge_back,
    extend,
    hold,
    refund,
    release,
    ship,
    withdraw,
)
from fondaco.market.trade.lifecycle import FINAL, State
from fondaco.market.trade.values import OrderView
from tests.conftest import NOON
from tests.rooms.catalogue import shelf
from tests.rooms.trade import story
from tests.rooms.trade.story import Purse, patched_purse

HOUR, DAY = timedelta(hours=1), timedelta(days=1)
ACTS = (
    "accept", "decline", "cancel", "send", "scan", "arrive", "elsewhere", "confirm", "hold",
    "lift", "refund_some", "refund_all", "dispute", "settle_dispute", "withdraw", "got_back",
    "more_time", "answer", "charge_back",
    "hour", "day", "week", "month",
)  # fmt: skip


@pytest.fixture
def _purse(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    with patched_purse(monkeypatch) as stand_in:
        request.instance.purse = stand_in
        yield


@pytest.mark.usefixtures("_purse")
class AnyOrderOfEvents(TestCase):
    purse: Purse

    @settings(max_examples=25, suppress_health_check=list(HealthCheck))
    @given(
        st.sampled_from(["new", "trusted"]),
        st.lists(st.tuples(st.sampled_from(ACTS), st.integers(0, 3)), max_size=25),
    )
    def test_no_order_gives_out_more_than_came_in(
        self, tier: str, acts: list[tuple[str, int]]
    ) -> None:
        with ExitStack() as stack:
            world = World(self.purse, tier, stack)
            for act, number in acts:
                world.do(act, number)
                world.check()
            world.let_it_end()


class World:
    """Two lines from one seller, and everything that anybody may try."""

    def __init__(self, purse: Purse, tier: str, stack: ExitStack) -> None:
        self.purse, self.stack, self.moment = purse, stack, NOON
        self.case, self.holds = uuid4(), list[object]()
        self.wait(timedelta(0))
        seller_id = story.a_shop(tier)
        buyer = story.a_buyer()
        for price, count in ((3000, 1), (1001, 3)):
            variant = shelf.first_variant(shelf.put_up(seller_id, price=price))
            story.fill_cart(buyer, (variant, count))
        checkout = story.check_out(buyer)
        purse.capture(checkout.intent_id)
        self.order_id = checkout.orders[0].id

    @property
    def order(self) -> OrderView:
        return queries.order(self.order_id)

    def wait(self, by: timedelta) -> None:
        self.moment += by
        self.stack.enter_context(clock.frozen(self.moment))
        while deadlines.fire_due():
            continue

    def do(self, act: str, number: int) -> None:
        try:
            getattr(self, f"do_{act}", lambda _number: self.do_wait(act))(number)
        except Refusal:
            return

    def do_wait(self, act: str) -> None:
        self.wait({"hour": HOUR, "day": DAY, "week": 7 * DAY, "month": 30 * DAY}[act])

    def do_accept(self, _number: int) -> None:
        ship.accept(order_id=self.order_id, actor=story.SELLER)

    def do_decline(self, _number: int) -> None:
        ship.decline(order_id=self.order_id, actor=story.SELLER)

    def do_cancel(self, _number: int) -> None:
        ship.cancel(order_id=self.order_id, member_id=self.order.buyer_id)

    def do_send(self, number: int) -> None:
        line = self.order.lines[number % 2]
        wanted = {line.id: 1} if number else None
        story.send(self.order_id, f"NUMBER{number}", line_quantities=wanted)

    def do_scan(self, number: int) -> None:
        story.scan(f"NUMBER{number}", "accepted", self.moment)

    def do_arrive(self, number: int) -> None:
        story.scan(f"NUMBER{number}", "delivered", self.moment)

    def do_elsewhere(self, number: int) -> None:
        story.scan(f"NUMBER{number}", "delivered", self.moment, postcode="00100")

    def do_confirm(self, _number: int) -> None:
        release.confirm_receipt(order_id=self.order_id, member_id=self.order.buyer_id)

    def do_hold(self, number: int) -> None:
        line = self.order.lines[number % 2]
        self.holds.append(
            hold.place(order_id=self.order_id, line_ids=[line.id], reason="case", cause_id=uuid4())
        )

    def do_lift(self, _number: int) -> None:
        if self.holds:
            hold.lift(hold_id=self.holds.pop())  # type: ignore[arg-type]  # ids, as placed

    def do_refund_some(self, number: int) -> None:
        line = self.order.lines[number % 2]
        self._refund([(line.id, min(700, line.refundable_minor))], 100 * (number % 2))

    def do_refund_all(self, _number: int) -> None:
        lines = self.order.lines
        self._refund(
            [(line.id, line.refundable_minor) for line in lines],
            sum(line.shipping_minor - line.refunded_shipping_minor for line in lines),
        )

    def _refund(self, lines: list[tuple[object, int]], shipping: int) -> None:
        refund.refund(
            key=uuid4().hex,
            order_id=self.order_id,
            lines=lines,  # type: ignore[arg-type]  # ids, as read
            shipping_minor=shipping,
            cause_kind="case",
            cause_id=self.case,
        )

    def do_dispute(self, _number: int) -> None:
        self.purse.disputed.add(self.order.intent_id)

    def do_settle_dispute(self, _number: int) -> None:
        self.purse.disputed.clear()

    def do_withdraw(self, number: int) -> None:
        withdraw.declare(
            order_id=self.order_id, member_id=self.order.buyer_id, key=f"{self.case}:{number}"
        )

    def do_got_back(self, _number: int) -> None:
        given = self.order.withdrawal
        if given is not None:
            withdraw.confirm_return(withdrawal_id=given.id, actor=SYSTEM)

    def do_more_time(self, number: int) -> None:
        extend.ask(order_id=self.order_id, days=number * 10, actor=story.SELLER)

    def do_answer(self, number: int) -> None:
        order = self.order
        extend.answer(order_id=order.id, member_id=order.buyer_id, agree=bool(number))

    def do_charge_back(self, number: int) -> None:
        order = self.order
        amount = order.total_minor if number == 3 else 500 * (number + 1)
        charge_back.lost(story.lost_chargeback(self.purse, order, amount))

    def check(self) -> None:
        row = models.SellerOrder.objects.get(id=self.order_id)
        paid_out = row.released_minor + row.refunded_minor
        assert paid_out <= row.total_minor + row.recovered_minor
        assert self.order.escrow_minor >= 0
        assert queries.money_audit() == []
        assert books.audit() == []

    def let_it_end(self) -> None:
        """Nobody does anything more, cases are closed: it ends within half a year."""
        self.purse.disputed.clear()
        # A deadline that failed waits on the machine's clock, which stands still here.
        Deadline.objects.update(retry_at=None)
        while self.holds:
            self.do("lift", 0)
        for _step in range(70):
            self.wait(3 * DAY)
        assert State(self.order.state) in FINAL
        assert self.order.escrow_minor == 0
        self.check()
