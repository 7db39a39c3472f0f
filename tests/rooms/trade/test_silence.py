"""What happens when somebody does nothing: every order ends, with every cent assigned."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import pytest

from fondaco.kernel import deadlines
from fondaco.market.catalogue import queries as catalogue
from fondaco.market.ledger.rules import AccountKind
from fondaco.market.members import actions as members
from fondaco.market.trade import models, queries
from fondaco.market.trade.actions import hold, ship
from fondaco.market.trade.values import OrderView
from tests.conftest import NOON
from tests.rooms.catalogue import shelf
from tests.rooms.trade import story
from tests.rooms.trade.story import Purse, balance

pytestmark = pytest.mark.django_db
AtTime = Callable[[datetime], None]


@pytest.fixture
def order(purse: Purse, at_time: AtTime) -> OrderView:
    at_time(NOON)
    return story.bought(purse, quantity=2)


def assert_all_back(order: OrderView, purse: Purse, state: str) -> None:
    now = queries.order(order.id)
    assert (now.state, now.refunded_minor) == (state, order.total_minor)
    assert (now.holder, now.deadlines) == ("buyer", {})
    assert balance(AccountKind.ESCROW, order.id) == 0
    assert purse.refunded_minor() == order.total_minor
    assert queries.money_audit() == []


def test_an_order_not_accepted_in_three_business_days_goes_back(
    purse: Purse, order: OrderView, at_time: AtTime
) -> None:
    story.later(at_time, datetime(2026, 11, 27, 11, 59, tzinfo=UTC))
    assert queries.order(order.id).state == "paid"
    story.later(at_time, datetime(2026, 11, 27, 12, 0, tzinfo=UTC))
    assert_all_back(order, purse, "cancelled")
    variant_id = order.lines[0].variant_id
    assert catalogue.buyable_variants([variant_id])[variant_id].available == 5


def test_a_disputed_order_that_nobody_accepts_waits_for_the_bank_first(
    purse: Purse, order: OrderView, at_time: AtTime
) -> None:
    purse.disputed.add(order.intent_id)
    story.later(at_time, datetime(2026, 11, 27, 12, tzinfo=UTC))
    waiting = queries.order(order.id)
    assert (waiting.state, waiting.refunded_minor) == ("paid", 0)
    assert deadlines.failing() == [], "waiting is no failure"
    purse.disputed.clear()
    story.later(at_time, datetime(2026, 11, 28, 12, tzinfo=UTC))
    assert_all_back(order, purse, "cancelled")


def test_an_accepted_order_not_shipped_in_seven_business_days_goes_back(
    purse: Purse, order: OrderView, at_time: AtTime
) -> None:
    ship.accept(order_id=order.id, actor=story.SELLER)
    story.later(at_time, datetime(2026, 12, 3, 11, tzinfo=UTC))
    assert queries.order(order.id).state == "accepted"
    story.later(at_time, datetime(2026, 12, 3, 12, tzinfo=UTC))
    assert_all_back(order, purse, "cancelled")


def test_a_number_that_the_carrier_never_scans_refunds_seven_days_later(
    purse: Purse, order: OrderView, at_time: AtTime
) -> None:
    story.send(order.id)
    story.later(at_time, datetime(2026, 12, 4, 12, tzinfo=UTC))
    assert queries.order(order.id).state == "accepted"
    story.later(at_time, datetime(2026, 12, 10, 12, tzinfo=UTC))
    assert_all_back(order, purse, "refunded")


def test_of_a_parcel_never_scanned_its_contents_are_refunded_and_the_rest_goes_on(
    purse: Purse, order: OrderView, at_time: AtTime
) -> None:
    line_id = order.lines[0].id
    story.send(order.id, "AAA111", line_quantities={line_id: 1})
    story.send(order.id, "BBB222", line_quantities={line_id: 1})
    story.scan("AAA111", "accepted", NOON + timedelta(minutes=30))
    assert queries.order(order.id).state == "accepted"
    story.later(at_time, datetime(2026, 12, 10, 12, tzinfo=UTC))
    now = queries.order(order.id)
    assert (now.state, now.refunded_minor) == ("shipped", 4900)
    variant_id = order.lines[0].variant_id
    assert catalogue.buyable_variants([variant_id])[variant_id].available == 4
    at_time(datetime(2026, 12, 11, 12, tzinfo=UTC))
    story.scan("AAA111", "delivered", datetime(2026, 12, 11, 9, tzinfo=UTC))
    assert queries.order(order.id).state == "delivered"
    assert queries.money_audit() == []


def test_escrow_is_released_fourteen_days_after_proven_delivery(
    purse: Purse, order: OrderView, at_time: AtTime
) -> None:
    delivered = story.arrive(order.id)
    assert delivered.delivered_at is not None
    story.later(at_time, delivered.delivered_at + timedelta(days=13, hours=23))
    assert queries.order(order.id).state == "delivered"
    story.later(at_time, delivered.delivered_at + timedelta(days=14))
    now = queries.order(order.id)
    assert (now.state, now.holder) == ("completed", "seller")
    assert queries.money_audit() == []


def test_a_reserve_goes_to_the_seller_when_its_time_is_over(
    purse: Purse, order: OrderView, at_time: AtTime
) -> None:
    delivered = story.arrive(order.id)
    assert delivered.releasable_at is not None
    story.later(at_time, delivered.releasable_at)
    kept = balance(AccountKind.SELLER_RESERVE, order.seller_id)
    net = order.total_minor - order.fee_minor
    assert kept == (net * 2_000 + 5_000) // 10_000
    story.later(at_time, delivered.releasable_at + timedelta(days=30))
    assert balance(AccountKind.SELLER_RESERVE, order.seller_id) == 0
    assert balance(AccountKind.SELLER_BALANCE, order.seller_id) == net


def test_an_unproven_delivery_is_released_after_cover_and_three_reminders(
    purse: Purse, order: OrderView, at_time: AtTime
) -> None:
    story.send(order.id)
    story.scan("RB204811734IT", "accepted", NOON + timedelta(minutes=5))
    shipped = queries.order(order.id)
    assert shipped.state == "shipped"
    assert shipped.cover_until is not None
    for step in range(3):
        story.later(at_time, shipped.cover_until + timedelta(days=3 * step))
        assert models.SellerOrder.objects.get(id=order.id).reminders == step + 1
        assert queries.order(order.id).state == "shipped"
    story.later(at_time, shipped.cover_until + timedelta(days=9))
    assert queries.order(order.id).state == "completed"
    assert queries.money_audit() == []


def test_nothing_is_released_to_a_frozen_seller_until_they_are_free(
    purse: Purse, order: OrderView, at_time: AtTime
) -> None:
    delivered = story.arrive(order.id)
    assert delivered.releasable_at is not None
    members.freeze_seller(seller_id=order.seller_id, actor=shelf.ADMIN, reason="Counterfeits.")
    story.later(at_time, delivered.releasable_at + timedelta(days=5))
    frozen = queries.order(order.id)
    assert (frozen.state, frozen.released_minor) == ("delivered", 0)
    members.unfreeze_seller(seller_id=order.seller_id, actor=shelf.ADMIN, reason="Cleared.")
    story.later(at_time, delivered.releasable_at + timedelta(days=6))
    assert queries.order(order.id).state == "completed"


def test_nothing_is_released_while_the_payment_is_disputed(
    purse: Purse, order: OrderView, at_time: AtTime
) -> None:
    delivered = story.arrive(order.id)
    assert delivered.releasable_at is not None
    purse.disputed.add(order.intent_id)
    story.later(at_time, delivered.releasable_at + timedelta(days=5))
    assert queries.order(order.id).released_minor == 0
    purse.disputed.clear()
    story.later(at_time, delivered.releasable_at + timedelta(days=6))
    assert queries.order(order.id).state == "completed"


def test_an_order_held_for_ever_is_not_released_by_reminders(
    purse: Purse, order: OrderView, at_time: AtTime
) -> None:
    story.send(order.id)
    story.scan("RB204811734IT", "accepted", NOON + timedelta(minutes=5))
    hold_id = hold.place(
        order_id=order.id, line_ids=[order.lines[0].id], reason="case", cause_id=order.id
    )
    shipped = queries.order(order.id)
    assert shipped.cover_until is not None
    for day in range(0, 31, 3):
        story.later(at_time, shipped.cover_until + timedelta(days=day))
    now = queries.order(order.id)
    assert (now.state, now.escrow_minor) == ("shipped", order.total_minor)
    hold.lift(hold_id=hold_id)
    story.later(at_time, shipped.cover_until + timedelta(days=33))
    assert queries.order(order.id).state == "completed"
