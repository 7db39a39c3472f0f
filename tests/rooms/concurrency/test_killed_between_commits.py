"""The process dies at each commit on the way from the cart to the seller's balance.

It is started again ten minutes later, the worker does what is due, and whoever got no answer
asks again: the books end as they would have without the death.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import timedelta
from itertools import count
from uuid import UUID, uuid4

import pytest
from django.db import transaction as database

from fondaco.kernel import clock, transaction, worker
from fondaco.market.ledger import queries as books
from fondaco.market.payments import pay
from fondaco.market.payments import queries as payments
from fondaco.market.payments.models import Attempt
from fondaco.market.trade import models
from fondaco.market.trade import queries as trade
from fondaco.market.trade.actions import ship
from tests.conftest import NOON
from tests.rooms.concurrency import crowd
from tests.rooms.trade import story

pytestmark = [pytest.mark.slow, pytest.mark.django_db, pytest.mark.usefixtures("gateway")]


class Killed(BaseException):
    """Not an Exception: nothing in the program may catch it."""


class Undone(Exception):
    """Ends a trial, so that the next one starts from the same database."""


class Killer:
    """Dies once, at the n-th commit it sees in this phase; with 0 it only counts."""

    def __init__(self, at: int, phase: str) -> None:
        self.at, self.phase, self.seen = at, phase, 0
        self.where = ""

    def __call__(self, name: str, phase: str) -> None:
        if phase != self.phase:
            return
        self.seen += 1
        if self.seen == self.at:
            self.where = name
            raise Killed(name)


@contextmanager
def watched(killer: Killer) -> Iterator[None]:
    transaction.add_commit_hook(killer)
    try:
        yield
    finally:
        transaction.remove_commit_hook(killer)


class Story:
    """One order; each step may be told again, as somebody does who got no answer."""

    def __init__(self) -> None:
        self.key, self.number = uuid4().hex, f"RB{uuid4().int % 10**9:09}IT"
        self.card = "card_ok"
        self.variant_id = crowd.a_lamp(price=4900)
        self.buyer_id = story.a_buyer()
        story.fill_cart(self.buyer_id, (self.variant_id, 2))

    def steps(self) -> dict[str, Callable[[], object]]:
        """By name, in order. All but the last happen at noon."""
        return {
            "checkout": self.check_out,
            "pay": self.pay,
            "accept": self.accept,
            "ship": lambda: story.send(self.order_id, self.number),
            "take over": lambda: self.scan("accepted", 5),
            "deliver": lambda: self.scan("delivered", 50),
            "release": self.wait,
        }

    @property
    def order_id(self) -> UUID:
        return models.SellerOrder.objects.get(buyer_id=self.buyer_id).id

    def check_out(self) -> None:
        story.check_out(self.buyer_id, key=self.key)

    def pay(self) -> None:
        checkout = trade.order(self.order_id)
        for number in count():
            crowd.click_pay(checkout, self.card, key=f"form {number}")
            pay.finish(checkout.intent_id)
            if payments.intent(checkout.intent_id).state == "succeeded":
                return
            assert number < 3, "the buyer gives up"

    def accept(self) -> None:
        if trade.order(self.order_id).accepted_at is None:
            ship.accept(order_id=self.order_id, actor=story.SELLER)

    def scan(self, kind: str, minutes: int) -> None:
        story.scan(self.number, kind, NOON + timedelta(minutes=minutes))

    def wait(self) -> None:
        with clock.frozen(NOON + timedelta(days=40)):
            worker.run_until_idle()


def told(step: Callable[[], object]) -> None:
    """One step and what the worker does after it."""
    with clock.frozen(NOON):
        step()
        worker.run_until_idle()


def balances() -> dict[str, int]:
    """Every kind of account, owners summed."""
    return {f"{kind} {code}": total for kind, code, total in books.trial_balance()}


def ending(before: dict[str, int]) -> dict[str, int]:
    """What the story has moved in the books, by kind of account, and how often."""
    moved = {kind: total - before.get(kind, 0) for kind, total in balances().items()}
    moved["releases"] = models.Release.objects.count()
    moved["captures"] = Attempt.objects.filter(state="captured").count()
    moved["completed"] = models.SellerOrder.objects.filter(state="completed").count()
    return moved


@contextmanager
def undone(the_story: Story) -> Iterator[None]:
    """Whatever happens within leaves no trace in the database. Each time with a new card:
    the gateway keeps its memory, and a card that is not saved is forgotten once it has paid.
    """
    the_story.card = f"card_ok:{uuid4().hex}"
    try:
        with database.atomic():
            yield
            raise Undone
    except Undone:
        pass


def a_trial(rest: list[Callable[[], object]], killer: Killer, restart: Callable[[], None]) -> None:
    """The first of these steps with the death in it, told again, then the others."""
    try:
        with watched(killer):
            told(rest[0])
    except Killed:
        restart()
        with clock.frozen(NOON):
            worker.run_until_idle()
        told(rest[0])
    for step in rest[1:]:
        told(step)


@pytest.mark.parametrize("phase", ["before", "after"])
@pytest.mark.parametrize(
    "name", ["checkout", "pay", "accept", "ship", "take over", "deliver", "release"]
)
def test_a_death_at_any_commit_changes_nothing_in_the_end(
    name: str, phase: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    real_now = clock.real_now
    late = timedelta()

    def restart() -> None:
        nonlocal late
        late += timedelta(minutes=10)

    monkeypatch.setattr(clock, "real_now", lambda: real_now() + late)
    with clock.frozen(NOON):
        the_story = Story()
        worker.run_until_idle()
    before = balances()
    steps = the_story.steps()
    at = list(steps).index(name)
    for step in list(steps.values())[:at]:
        told(step)
    rest = list(steps.values())[at:]

    alive = Killer(0, phase)
    with undone(the_story):
        a_trial(rest, alive, restart)
        expected = ending(before)
    assert expected["completed"] == expected["captures"] == expected["releases"] == 1
    assert alive.seen > 0

    for point in range(1, alive.seen + 1):
        killer = Killer(point, phase)
        with undone(the_story):
            a_trial(rest, killer, restart)
            assert ending(before) == expected, f"died {phase} {killer.where} ({point})"
            assert crowd.whole(), f"died {phase} {killer.where} ({point})"
        assert killer.where, "the death never came"
