"""Two workers, two tabs: one of them wins, and every cent is moved once."""

import threading
from collections.abc import Callable, Iterator
from datetime import timedelta
from uuid import UUID

import pytest
from django.db import connections

from fondaco.kernel import clock, deadlines
from fondaco.kernel.errors import Refusal
from fondaco.kernel.models import Deadline
from fondaco.market.ledger import queries as books
from fondaco.market.ledger.rules import AccountKind
from fondaco.market.members import actions as members
from fondaco.market.trade import models, queries
from fondaco.market.trade.actions import hold, refund, release, reserve, ship, take_back
from fondaco.market.trade.values import OrderView
from tests.conftest import NOON
from tests.rooms.catalogue import shelf
from tests.rooms.trade import story
from tests.rooms.trade.story import Purse, balance

pytestmark = [
    pytest.mark.postgresql,
    pytest.mark.django_db(transaction=True),
    pytest.mark.usefixtures("what_migrations_seed"),
]


def together(*calls: Callable[[], object]) -> list[object]:
    """Run all at once at noon's business time, each on its own connection."""
    barrier = threading.Barrier(len(calls))
    results: list[object] = [None] * len(calls)
    moment = clock.now()

    def run(position: int, call: Callable[[], object]) -> None:
        try:
            with clock.frozen(moment):
                barrier.wait(timeout=10)
                results[position] = call()
        except Exception as error:  # a thread's error is the test's to judge
            results[position] = error
        finally:
            connections.close_all()

    threads = [
        threading.Thread(target=run, args=(position, call)) for position, call in enumerate(calls)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=30)
    return results


@pytest.fixture
def noon() -> Iterator[None]:
    with clock.frozen(NOON):
        yield


@pytest.fixture
def delivered(purse: Purse, noon: None) -> OrderView:
    return story.arrive(story.bought(purse, tier="established").id)


def whole() -> bool:
    return queries.money_audit() == [] and books.audit() == []


def test_a_confirmation_and_the_deadline_release_once(delivered: OrderView) -> None:
    with clock.frozen(NOON + timedelta(days=17)):
        due = Deadline.objects.get(kind="trade.release", closed_at=None).id
        results = together(
            lambda: release.confirm_receipt(order_id=delivered.id, member_id=delivered.buyer_id),
            lambda: deadlines.fire_one(due),
            lambda: release.confirm_receipt(order_id=delivered.id, member_id=delivered.buyer_id),
        )
    assert not [each for each in results if isinstance(each, Exception | str)] or all(
        isinstance(each, Refusal) for each in results if isinstance(each, Exception)
    )
    assert queries.order(delivered.id).state == "completed"
    assert models.Release.objects.count() == 1
    assert whole()


def test_the_same_refund_from_two_tabs_gives_back_once(delivered: OrderView) -> None:
    line = delivered.lines[0]

    def give() -> UUID:
        return refund.refund(
            key="case:1",
            order_id=delivered.id,
            lines=[(line.id, 1000)],
            shipping_minor=0,
            cause_kind="case",
            cause_id=delivered.id,
        )

    results = together(give, give, give)
    assert len({str(each) for each in results}) == 1
    assert queries.order(delivered.id).refunded_minor == 1000
    assert whole()


def test_refunds_and_release_at_once_never_give_out_more_than_came_in(
    delivered: OrderView,
) -> None:
    line = delivered.lines[0]

    def give(key: str) -> UUID:
        return refund.refund(
            key=key,
            order_id=delivered.id,
            lines=[(line.id, line.total_minor)],
            shipping_minor=delivered.shipping_minor,
            cause_kind="case",
            cause_id=delivered.id,
        )

    together(
        lambda: give("one"),
        lambda: give("two"),
        lambda: release.confirm_receipt(order_id=delivered.id, member_id=delivered.buyer_id),
        lambda: hold.place(
            order_id=delivered.id, line_ids=[line.id], reason="case", cause_id=delivered.id
        ),
    )
    assert queries.order(delivered.id).refunded_minor == delivered.total_minor
    assert balance(AccountKind.ESCROW, delivered.id) == 0
    assert whole()


def test_accepting_and_cancelling_at_once_has_one_winner(purse: Purse, noon: None) -> None:
    order = story.bought(purse)
    results = together(
        lambda: ship.accept(order_id=order.id, actor=story.SELLER),
        lambda: ship.cancel(order_id=order.id, member_id=order.buyer_id),
    )
    refused = [each for each in results if isinstance(each, Refusal)]
    state = queries.order(order.id).state
    assert (state, len(refused)) in {("accepted", 1), ("cancelled", 1)}
    assert whole()


def test_two_checkouts_of_one_cart_leave_one_open(purse: Purse, noon: None) -> None:
    variant_id = shelf.first_variant(shelf.put_up(story.a_shop(), price=4900, stock=3))
    buyer = story.a_buyer()
    story.fill_cart(buyer, (variant_id, 3))
    results = together(
        lambda: story.check_out(buyer, key="one"),
        lambda: story.check_out(buyer, key="two"),
        lambda: story.check_out(buyer, key="two"),
    )
    assert not [each for each in results if isinstance(each, Exception)]
    assert models.Checkout.objects.filter(state="open").count() == 1
    assert models.Checkout.objects.count() == 2


def test_two_buyers_of_the_last_one_get_one(purse: Purse, noon: None) -> None:
    variant_id = shelf.first_variant(shelf.put_up(story.a_shop(), price=4900, stock=1))
    buyers = [story.a_buyer(), story.a_buyer()]
    for buyer in buyers:
        story.fill_cart(buyer, (variant_id, 1))
    results = together(*[lambda buyer=buyer: story.check_out(buyer) for buyer in buyers])
    refused = [each for each in results if isinstance(each, Refusal)]
    assert [each.code for each in refused] == ["out_of_stock"]
    assert models.Checkout.objects.count() == 1


def test_an_appeal_and_the_end_of_a_reserve_lock_the_seller_before_the_standing(
    delivered: OrderView, monkeypatch: pytest.MonkeyPatch
) -> None:
    release.confirm_receipt(order_id=delivered.id, member_id=delivered.buyer_id)
    kept = models.Release.objects.get()
    refund.refund(
        key="case:1",
        order_id=delivered.id,
        lines=[(delivered.lines[0].id, 1000)],
        shipping_minor=0,
        cause_kind="case",
        cause_id=delivered.id,
    )
    # The seller grows up by what is judged next, which writes their row.
    judge, end, grow = reserve.rules.standing, reserve.standing, reserve._grow_up
    tried: list[str] = []
    judged, has_seller = threading.Event(), threading.Event()
    monkeypatch.setattr(reserve.rules, "standing", lambda *a: reserve.rules.grown(judge(*a)))

    def at_the_end(seller_id: UUID, currency: str) -> reserve.rules.Standing:
        tried.append("end of reserve")
        has_seller.set()
        judged.wait(timeout=0.5)
        return end(seller_id, currency)

    def grow_late(seller_id: UUID) -> None:
        tried.append("grown")
        judged.set()
        has_seller.wait(timeout=0.5)
        grow(seller_id)
        members.set_tier(seller_id=seller_id, tier="trusted", actor=shelf.ADMIN)

    monkeypatch.setattr(reserve, "standing", at_the_end)
    monkeypatch.setattr(reserve, "_grow_up", grow_late)
    models.ReserveStanding.objects.update(grown_at=None, made_at=NOON - timedelta(days=2))
    results = together(
        lambda: take_back.take_back(
            order_id=delivered.id,
            amount_minor=1000,
            kept_minor=0,
            cause_kind="case",
            cause_id=delivered.id,
        ),
        lambda: reserve.release_reserve(subject_id=kept.id, due_at=kept.reserve_until),
    )
    assert results == [None, None]
    # A deadlock would have been tried again.
    assert sorted(tried) == ["end of reserve", "grown"]
    assert models.Release.objects.filter(source="appeal").count() == 1
    assert whole()
