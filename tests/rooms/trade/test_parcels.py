"""Numbers and scans: late, twice, out of order, before the number, of another parcel."""

from collections.abc import Callable
from datetime import datetime, timedelta

import pytest

from fondaco.kernel.errors import Refusal
from fondaco.market.trade import models, queries
from fondaco.market.trade.actions import release
from fondaco.market.trade.values import OrderView
from tests.conftest import NOON
from tests.rooms.trade import story
from tests.rooms.trade.story import Purse

pytestmark = pytest.mark.django_db
AtTime = Callable[[datetime], None]
NUMBER = "RB204811734IT"
HOUR, DAY = timedelta(hours=1), timedelta(days=1)


@pytest.fixture
def order(purse: Purse, at_time: AtTime) -> OrderView:
    at_time(NOON)
    return story.bought(purse, quantity=2)


def test_an_order_is_shipped_by_the_carriers_scan_not_by_the_number(
    order: OrderView, at_time: AtTime
) -> None:
    story.send(order.id, "rb 2048 1173-4 it")
    assert queries.order(order.id).state == "accepted"
    at_time(NOON + HOUR)
    assert story.scan(NUMBER, "accepted", NOON + HOUR)
    assert queries.order(order.id).state == "shipped"


def test_the_same_shipment_again_is_the_same(order: OrderView) -> None:
    assert story.send(order.id) == story.send(order.id)
    assert models.Shipment.objects.count() == 1


def test_scans_late_twice_and_out_of_order_end_the_same(order: OrderView, at_time: AtTime) -> None:
    story.send(order.id)
    at_time(NOON + 5 * DAY)
    assert story.scan(NUMBER, "delivered", NOON + 3 * DAY)
    assert story.scan(NUMBER, "accepted", NOON + HOUR)
    first = queries.order(order.id)
    assert not story.scan(NUMBER, "delivered", NOON + 3 * DAY)
    assert not story.scan(NUMBER, "accepted", NOON + HOUR)
    assert queries.order(order.id) == first
    assert (first.state, first.delivered_at) == ("delivered", NOON + 3 * DAY)
    assert first.releasable_at == NOON + 17 * DAY


def test_scans_from_before_the_number_was_typed_count_once_it_is(
    order: OrderView, at_time: AtTime
) -> None:
    at_time(NOON + 4 * DAY)
    story.scan(NUMBER, "accepted", NOON + HOUR)
    story.scan(NUMBER, "delivered", NOON + 3 * DAY)
    story.send(order.id)
    assert queries.order(order.id).state == "delivered"


def test_a_parcel_scanned_before_the_payment_ships_and_proves_nothing(
    order: OrderView, at_time: AtTime
) -> None:
    at_time(NOON + 4 * DAY)
    story.scan(NUMBER, "accepted", NOON - DAY)
    story.scan(NUMBER, "delivered", NOON + DAY)
    story.send(order.id)
    now = queries.order(order.id)
    assert (now.state, now.shipments[0].missing) == ("accepted", ("scanned_before_payment",))


def test_a_delivery_to_another_postcode_is_not_proven(order: OrderView, at_time: AtTime) -> None:
    story.send(order.id)
    at_time(NOON + 3 * DAY)
    story.scan(NUMBER, "accepted", NOON + HOUR)
    story.scan(NUMBER, "delivered", NOON + 2 * DAY, postcode="08001")
    now = queries.order(order.id)
    assert (now.state, now.shipments[0].missing) == ("shipped", ("postcode_differs",))


def test_over_250_euro_a_delivery_without_signature_is_not_proven(
    purse: Purse, at_time: AtTime
) -> None:
    at_time(NOON)
    dear = story.bought(purse, price=25_000)
    story.send(dear.id)
    at_time(NOON + 3 * DAY)
    story.scan(NUMBER, "accepted", NOON + HOUR)
    story.scan(NUMBER, "delivered", NOON + 2 * DAY, signed_by="")
    assert queries.order(dear.id).shipments[0].missing == ("signature_missing",)
    story.scan(NUMBER, "delivered", NOON + 2 * DAY + HOUR, signed_by="M. Ruiz")
    assert queries.order(dear.id).state == "delivered"


def test_a_number_serves_one_parcel_only(purse: Purse, order: OrderView) -> None:
    story.send(order.id)
    other = story.bought(purse)
    with pytest.raises(Refusal) as refused:
        story.send(other.id)
    assert refused.value.code == "tracking_number_used"


def test_an_order_in_two_parcels_is_delivered_with_the_last(
    order: OrderView, at_time: AtTime
) -> None:
    line_id = order.lines[0].id
    story.send(order.id, "AAA111", line_quantities={line_id: 1})
    story.send(order.id, "BBB222", line_quantities={line_id: 1})
    at_time(NOON + 5 * DAY)
    story.scan("AAA111", "accepted", NOON + HOUR)
    story.scan("AAA111", "delivered", NOON + DAY)
    assert queries.order(order.id).state == "accepted"
    story.scan("BBB222", "accepted", NOON + HOUR)
    assert queries.order(order.id).state == "shipped"
    story.scan("BBB222", "delivered", NOON + 2 * DAY)
    assert queries.order(order.id).delivered_at == NOON + 2 * DAY


def test_a_parcel_never_holds_more_than_was_bought(order: OrderView) -> None:
    line_id = order.lines[0].id
    story.send(order.id, "AAA111", line_quantities={line_id: 2})
    for quantities in ({line_id: 1}, {}, None):
        with pytest.raises(Refusal) as refused:
            story.send(order.id, "BBB222", line_quantities=quantities)
        assert refused.value.code == "contents_invalid"


@pytest.mark.parametrize("number", ["", "12", "RB/204", "x" * 41])
def test_a_number_that_cannot_be_is_refused(order: OrderView, number: str) -> None:
    with pytest.raises(Refusal) as refused:
        story.send(order.id, number)
    assert refused.value.code == "tracking_number_invalid"


def test_a_buyers_confirmation_counts_where_nothing_is_proven_and_leaves_cover(
    order: OrderView, at_time: AtTime
) -> None:
    story.send(order.id)
    story.scan(NUMBER, "accepted", NOON + timedelta(minutes=5))
    before = queries.order(order.id)
    at_time(NOON + 2 * DAY)
    for _again in range(2):
        release.confirm_receipt(order_id=order.id, member_id=order.buyer_id)
    now = queries.order(order.id)
    assert (now.state, now.cover_until) == ("delivered", before.cover_until)
    assert now.releasable_at == NOON + 16 * DAY
    at_time(NOON + 4 * DAY)
    story.scan(NUMBER, "delivered", NOON + 3 * DAY)
    proven = queries.order(order.id)
    assert (proven.delivered_at, proven.cover_until) == (NOON + 3 * DAY, NOON + 33 * DAY)
    assert proven.releasable_at == NOON + 16 * DAY


def test_only_the_buyer_confirms(order: OrderView) -> None:
    story.send(order.id)
    story.scan(NUMBER, "accepted", NOON + timedelta(minutes=5))
    with pytest.raises(Refusal) as refused:
        release.confirm_receipt(order_id=order.id, member_id=story.a_buyer())
    assert refused.value.code == "not_allowed"


def test_a_scan_from_the_future_is_refused(order: OrderView) -> None:
    with pytest.raises(Refusal) as refused:
        story.scan(NUMBER, "accepted", NOON + 2 * HOUR)
    assert refused.value.code == "scan_in_future"
