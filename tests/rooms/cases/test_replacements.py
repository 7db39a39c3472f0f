"""A replacement counts when the carrier proves that it reached the buyer, and only its own."""

from collections.abc import Callable
from datetime import datetime, timedelta
from uuid import UUID

import pytest

from fondaco.kernel import clock
from fondaco.kernel.errors import Refusal
from fondaco.market.cases import chargeback, return_goods
from fondaco.market.cases.models import Case, Offer
from fondaco.market.trade import queries as trade
from fondaco.market.trade.values import OrderView
from tests.conftest import NOON
from tests.rooms.cases import story
from tests.rooms.cases.test_chargeback import news
from tests.rooms.trade import story as trade_story
from tests.rooms.trade.story import Purse

pytestmark = pytest.mark.django_db
AtTime = Callable[[datetime], None]
DAY = timedelta(days=1)


def agreed(purse: Purse, at_time: AtTime, **given: object) -> tuple[Case, UUID, OrderView]:
    """The seller agreed to send another one."""
    at_time(NOON)
    order = story.delivered(purse, **given)
    staff = story.shopkeeper(order.seller_id)
    at_time(NOON + 4 * DAY)
    case = story.opened(order, wanted="replacement")
    story.accepted(case, Offer.objects.get(case=case), "seller", staff)
    assert story.fresh(case).state == "replacement"
    return case, staff, order


def sent(case: Case, staff: UUID, number: str = "NEW123456IT", key: str = "r") -> None:
    return_goods.send_replacement(
        case_id=case.id, member_id=staff, carrier="practice", tracking_number=number, key=key
    )


def test_a_parcel_of_another_order_is_no_replacement(purse: Purse, at_time: AtTime) -> None:
    case, staff, order = agreed(purse, at_time)
    other = trade_story.bought(purse)
    trade_story.send(other.id, "OTHER12345")
    for used in ("OTHER12345", order.shipments[0].tracking_number):
        with pytest.raises(Refusal) as refused:
            sent(case, staff, used, key=used)
        assert refused.value.code == "tracking_number_used"
    assert story.fresh(case).replacement_number == ""
    assert trade.order(order.id).holds != ()


def test_the_case_ends_with_the_proven_delivery_and_cover_begins_anew(
    purse: Purse, at_time: AtTime
) -> None:
    case, staff, order = agreed(purse, at_time)
    sent(case, staff)
    at_time(NOON + 5 * DAY)
    story.scanned(case.id, "accepted")
    under_way = story.fresh(case)
    assert (under_way.state, under_way.due_at) == ("replacement_transit", NOON + 35 * DAY)
    assert trade.order(order.id).holds != ()
    at_time(NOON + 9 * DAY)
    story.scanned(case.id, "delivered")
    done = story.fresh(case)
    assert (done.state, done.outcome, purse.refunded_minor()) == ("closed", "replaced", 0)
    assert trade.order(order.id).holds == ()
    assert trade.order(order.id).cover_until == NOON + 39 * DAY


def test_a_delivery_elsewhere_proves_nothing_and_the_buyer_is_refunded(
    purse: Purse, at_time: AtTime
) -> None:
    case, staff, order = agreed(purse, at_time)
    sent(case, staff)
    at_time(NOON + 6 * DAY)
    story.scanned(case.id, "accepted")
    story.scanned(case.id, "delivered", postcode="35121", country="IT")
    assert story.fresh(case).state == "replacement_transit"
    done = story.wait_until_due(at_time, case)
    assert (done.outcome, purse.refunded_minor()) == ("not_replaced", order.total_minor)
    assert trade.money_audit() == []


def test_a_number_with_scans_from_before_the_agreement_is_another_parcels(
    purse: Purse, at_time: AtTime
) -> None:
    case, staff, _order = agreed(purse, at_time)
    trade_story.scan("NEW123456IT", "accepted", clock.now() - DAY)
    with pytest.raises(Refusal) as refused:
        sent(case, staff)
    assert refused.value.code == "tracking_number_used"


def test_a_parcel_is_named_only_once_a_replacement_was_agreed(
    purse: Purse, at_time: AtTime
) -> None:
    at_time(NOON)
    order = story.delivered(purse)
    staff = story.shopkeeper(order.seller_id)
    at_time(NOON + 4 * DAY)
    case = story.opened(order)
    with pytest.raises(Refusal) as refused:
        sent(case, staff)
    assert refused.value.code == "case_state"
    assert story.fresh(case).replacement_number == ""


def test_scans_that_came_before_the_seller_typed_the_number_count(
    purse: Purse, at_time: AtTime
) -> None:
    case, staff, _order = agreed(purse, at_time)
    at_time(NOON + 5 * DAY)
    trade_story.scan("NEW123456IT", "accepted", clock.now())
    sent(case, staff)
    assert story.fresh(case).state == "replacement_transit"


def test_a_replacement_that_arrives_while_the_bank_looks_is_not_forgotten(
    purse: Purse, at_time: AtTime
) -> None:
    case, staff, order = agreed(purse, at_time)
    sent(case, staff)
    opened = news(order)
    chargeback.opened(opened)
    at_time(NOON + 6 * DAY)
    story.scanned(case.id, "accepted")
    story.scanned(case.id, "delivered")
    assert story.fresh(case).state == "chargeback_hold"
    chargeback.won(news(order, opened.subject_id))
    assert story.fresh(case).outcome == "replaced"


def test_the_replacements_number_is_no_other_orders_parcel_either(
    purse: Purse, at_time: AtTime
) -> None:
    case, staff, _order = agreed(purse, at_time)
    sent(case, staff)
    other = trade_story.bought(purse)
    with pytest.raises(Refusal) as refused:
        trade_story.send(other.id, "NEW123456IT")
    assert refused.value.code == "tracking_number_used"
    assert trade.order(other.id).shipments == ()
