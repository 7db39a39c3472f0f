"""The process dies at any commit of trade, starts again: the story ends the same, once."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import timedelta
from uuid import UUID

import pytest

from fondaco.kernel import clock, deadlines, outbox, transaction
from fondaco.market.ledger import queries as books
from fondaco.market.ledger.rules import AccountKind
from fondaco.market.trade import models, queries
from fondaco.market.trade.actions import pay, refund, release
from tests.conftest import NOON
from tests.rooms.catalogue import shelf
from tests.rooms.trade import story
from tests.rooms.trade.story import Purse, balance

pytestmark = pytest.mark.django_db


class Killed(BaseException):
    """Not an Exception: nothing in the program may catch it."""


class Killer:
    """Dies at trade's n-th commit, before or after it; never again after that."""

    def __init__(self, at: int, phase: str) -> None:
        self.at, self.phase, self.seen = at, phase, 0

    def __call__(self, name: str, phase: str) -> None:
        if phase != self.phase or ".trade." not in name:
            return
        self.seen += 1
        if self.seen == self.at:
            raise Killed(name)


@contextmanager
def killed(at: int, phase: str) -> Iterator[Killer]:
    """Within the block, the process dies once."""
    killer = Killer(at, phase)
    transaction.add_commit_hook(killer)
    try:
        yield killer
    finally:
        transaction.remove_commit_hook(killer)


class Story:
    """Each step may be told again: that is what callers do who got no answer."""

    def __init__(self, purse: Purse, number: int) -> None:
        self.purse, self.key = purse, f"form{number}"
        self.number = f"RB{number:08}IT"
        self.variant_id = shelf.first_variant(shelf.put_up(story.a_shop("established"), price=4900))
        self.member_id = story.a_buyer()
        story.fill_cart(self.member_id, (self.variant_id, 2))
        self.order_id: UUID | None = None
        self.intent_id: UUID | None = None

    def steps(self) -> list[Callable[[], object]]:
        return [
            self.check_out,
            self.capture,
            lambda: story.send(self.known, self.number),
            lambda: story.scan(self.number, "accepted", NOON + timedelta(minutes=5)),
            lambda: story.scan(self.number, "delivered", NOON + timedelta(minutes=50)),
            self.refund_some,
            lambda: release.confirm_receipt(order_id=self.known, member_id=self.member_id),
            self.wait,
        ]

    @property
    def known(self) -> UUID:
        assert self.order_id is not None
        return self.order_id

    def check_out(self) -> None:
        checkout = story.check_out(self.member_id, key=self.key)
        self.order_id, self.intent_id = checkout.orders[0].id, checkout.intent_id

    def capture(self) -> None:
        assert self.intent_id is not None
        self.purse.capture(self.intent_id, deliver_news=False)
        pay.captured(self.purse.news("intent.captured", self.intent_id))

    def refund_some(self) -> None:
        refund.refund(
            key=f"case:{self.key}",
            order_id=self.known,
            lines=[(models.OrderLine.objects.get(order=self.known).id, 1500)],
            shipping_minor=0,
            cause_kind="case",
            cause_id=self.known,
        )

    def wait(self) -> None:
        with clock.frozen(NOON + timedelta(days=40)):
            while deadlines.fire_due():
                continue


def run(told: Story) -> None:
    """Every step, told again after a death; then what the worker sweeps."""
    with clock.frozen(NOON):
        for step in told.steps():
            try:
                step()
            except Killed:
                step()
        outbox.sweep()


@pytest.mark.slow
@pytest.mark.parametrize("phase", ["before", "after"])
def test_the_story_ends_the_same_wherever_the_process_dies(purse: Purse, phase: str) -> None:
    for at in range(1, 200):
        told = Story(purse, at)
        with killed(at, phase) as killer:
            run(told)
        order = queries.order(told.known)
        assert (order.state, order.refunded_minor) == ("partly_refunded", 1500)
        assert order.escrow_minor == balance(AccountKind.ESCROW, order.id) == 0
        assert models.Release.objects.filter(order=order.id).count() == 1
        assert models.Refund.objects.filter(order=order.id).count() == 1
        assert queries.money_audit() == []
        assert books.audit() == []
        if killer.seen < at:
            return
    raise AssertionError("the story never ends")
