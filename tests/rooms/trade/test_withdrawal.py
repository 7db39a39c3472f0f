"""Withdrawing without a reason: 14 days, goods or proof of sending first, then everything."""

from collections.abc import Callable
from datetime import datetime, timedelta

import pytest

from fondaco.kernel import clock, deadlines
from fondaco.kernel.audit import SYSTEM
from fondaco.kernel.errors import Refusal
from fondaco.market.members.models import Seller
from fondaco.market.trade import queries
from fondaco.market.trade.actions import refund, ship, withdraw
from fondaco.market.trade.values import OrderView
from tests.conftest import NOON
from tests.rooms.catalogue import shelf
from tests.rooms.trade import story
from tests.rooms.trade.story import Purse

pytestmark = pytest.mark.django_db
AtTime = Callable[[datetime], None]


@pytest.fixture
def order(purse: Purse, at_time: AtTime) -> OrderView:
    at_time(NOON)
    delivered = story.arrive(story.bought(purse).id)
    at_time(NOON + timedelta(days=5))
    return delivered


def declare(order: OrderView, key: str = "w") -> OrderView:
    withdraw.declare(order_id=order.id, member_id=order.buyer_id, key=key)
    return queries.order(order.id)


def test_a_declared_withdrawal_holds_the_money_past_its_release(
    order: OrderView, at_time: AtTime
) -> None:
    declared = declare(order)
    assert declare(order) == declared
    assert declared.withdrawal is not None
    assert declared.lines[0].held
    story.later(at_time, NOON + timedelta(days=18))
    assert queries.order(order.id).escrow_minor == order.total_minor


def test_the_refund_comes_when_the_seller_has_the_goods(purse: Purse, order: OrderView) -> None:
    declared = declare(order)
    assert declared.withdrawal is not None
    for _again in range(2):
        withdraw.confirm_return(withdrawal_id=declared.withdrawal.id, actor=SYSTEM)
    now = queries.order(order.id)
    assert (now.state, now.refunded_minor) == ("refunded", order.total_minor)
    assert queries.money_audit() == []


def send_back(order: OrderView, number: str) -> None:
    given = queries.order(order.id).withdrawal
    assert given is not None
    withdraw.record_return(
        withdrawal_id=given.id,
        member_id=order.buyer_id,
        carrier="practice",
        tracking_number=number,
    )


def test_proof_of_sending_refunds_fourteen_days_after_the_notice(
    order: OrderView, at_time: AtTime
) -> None:
    declared = declare(order)
    assert declared.withdrawal is not None
    send_back(order, "BACK123456")
    at_time(NOON + timedelta(days=6))
    story.scan("BACK123456", "accepted", clock.now(), postcode="28013", country="ES")
    assert queries.order(order.id).withdrawal.state == "sent"
    story.later(at_time, declared.withdrawal.refund_by - timedelta(seconds=1))
    assert queries.order(order.id).state == "delivered"
    story.later(at_time, declared.withdrawal.refund_by)
    assert queries.order(order.id).state == "refunded"


def test_a_disputed_payment_waits_for_its_bank_and_is_refunded_then(
    purse: Purse, order: OrderView, at_time: AtTime
) -> None:
    declare(order)
    send_back(order, "RX100000009ES")
    story.scan("RX100000009ES", "accepted", clock.now(), country="ES", weight_grams=900)
    purse.disputed.add(order.intent_id)
    story.later(at_time, NOON + timedelta(days=40))
    waits = queries.order(order.id)
    assert (waits.refunded_minor, deadlines.failing()) == (0, [])
    assert waits.withdrawal is not None
    assert waits.withdrawal.state == "sent"
    purse.disputed.clear()
    story.later(at_time, NOON + timedelta(days=42))
    assert queries.order(order.id).refunded_minor == order.total_minor


def test_a_number_that_no_carrier_scans_refunds_nothing(order: OrderView, at_time: AtTime) -> None:
    declare(order)
    send_back(order, "MADEUP12345")
    story.later(at_time, NOON + timedelta(days=60))
    now = queries.order(order.id)
    assert now.withdrawal is not None
    assert (now.refunded_minor, now.withdrawal.state, now.state) == (0, "lapsed", "completed")


def test_the_number_of_another_parcel_is_refused(order: OrderView) -> None:
    declare(order)
    with pytest.raises(Refusal) as refused:
        send_back(order, order.shipments[0].tracking_number)
    assert refused.value.code == "tracking_number_used"


def test_a_parcel_that_moved_before_the_declaration_proves_nothing(
    order: OrderView, at_time: AtTime
) -> None:
    story.scan("OLDER12345", "accepted", clock.now(), postcode="28013", country="ES")
    at_time(NOON + timedelta(days=6))
    declare(order)
    send_back(order, "OLDER12345")
    assert queries.order(order.id).withdrawal.state == "declared"


def test_before_anything_is_handed_over_a_withdrawal_cancels_at_once(
    purse: Purse, at_time: AtTime
) -> None:
    at_time(NOON)
    paid = story.bought(purse)
    ship.accept(order_id=paid.id, actor=story.SELLER)
    assert declare(paid).id == paid.id
    now = queries.order(paid.id)
    assert (now.state, now.refunded_minor, now.reason) == (
        "cancelled",
        paid.total_minor,
        "withdrawal",
    )
    assert now.withdrawal is not None
    assert now.withdrawal.state == "refunded"
    assert declare(paid).withdrawal == now.withdrawal
    assert queries.money_audit() == []


def test_a_withdrawal_in_a_dispute_is_kept_and_refunded_when_the_bank_has_decided(
    purse: Purse, at_time: AtTime
) -> None:
    at_time(NOON)
    order = story.bought(purse)
    purse.disputed.add(order.intent_id)
    declared = declare(order)
    assert declared.withdrawal is not None
    assert (declared.withdrawal.state, declared.refunded_minor) == ("declared", 0)
    assert declared.lines[0].held
    story.later(at_time, NOON + timedelta(days=30))
    assert (queries.order(order.id).refunded_minor, deadlines.failing()) == (0, [])
    purse.disputed.clear()
    story.later(at_time, NOON + timedelta(days=40))
    assert queries.order(order.id).refunded_minor == order.total_minor
    assert queries.money_audit() == []


def test_what_never_comes_is_refunded_after_a_withdrawal_on_the_way(
    purse: Purse, at_time: AtTime
) -> None:
    at_time(NOON)
    paid = story.bought(purse)
    story.send(paid.id)
    story.scan("RB204811734IT", "accepted", NOON + timedelta(minutes=5))
    declare(paid)
    story.later(at_time, NOON + timedelta(days=40))
    assert queries.order(paid.id).state == "refunded"


def test_the_days_to_send_it_back_count_from_delivery(purse: Purse, at_time: AtTime) -> None:
    at_time(NOON)
    paid = story.bought(purse)
    story.send(paid.id)
    story.scan("RB204811734IT", "accepted", NOON + timedelta(minutes=5))
    declare(paid)
    at_time(NOON + timedelta(days=6))
    story.scan("RB204811734IT", "delivered", clock.now())
    now = queries.order(paid.id)
    assert now.withdrawal is not None
    assert now.withdrawal.send_by == NOON + timedelta(days=20)
    story.later(at_time, NOON + timedelta(days=19))
    assert queries.order(paid.id).withdrawal.state == "declared"
    story.later(at_time, NOON + timedelta(days=20))
    assert queries.order(paid.id).withdrawal.state == "lapsed"


def test_a_private_sellers_sale_is_not_withdrawn_from(purse: Purse, at_time: AtTime) -> None:
    at_time(NOON)
    seller_id = story.a_shop()
    Seller.objects.filter(id=seller_id).update(kind="private")
    buyer_id = story.a_buyer()
    story.fill_cart(buyer_id, (shelf.first_variant(shelf.put_up(seller_id)), 1))
    checkout = story.check_out(buyer_id)
    purse.capture(checkout.intent_id)
    with pytest.raises(Refusal) as refused:
        declare(queries.order(checkout.orders[0].id))
    assert refused.value.code == "withdrawal_private_seller"


def test_the_key_of_one_order_is_no_key_of_another(purse: Purse, order: OrderView) -> None:
    declare(order, "same")
    other = story.bought(purse)
    assert declare(other, "same").withdrawal is not None


def test_a_case_that_refunded_all_leaves_nothing_to_do(order: OrderView, at_time: AtTime) -> None:
    declared = declare(order)
    assert declared.withdrawal is not None
    refund.refund(
        key="case",
        order_id=order.id,
        lines=[(line.id, line.total_minor) for line in order.lines],
        shipping_minor=order.shipping_minor,
        cause_kind="case",
        cause_id=order.id,
    )
    withdraw.confirm_return(withdrawal_id=declared.withdrawal.id, actor=SYSTEM)
    now = queries.order(order.id)
    assert now.withdrawal is not None
    assert (now.withdrawal.state, now.holds) == ("refunded", ())


def test_a_withdrawal_without_sending_lapses_and_the_sale_stands(
    order: OrderView, at_time: AtTime
) -> None:
    declared = declare(order)
    assert declared.withdrawal is not None
    story.later(at_time, declared.withdrawal.send_by)
    now = queries.order(order.id)
    assert now.withdrawal is not None
    assert (now.withdrawal.state, now.state) == ("lapsed", "completed")


def test_after_fourteen_days_and_by_others_no_withdrawal_is_declared(
    order: OrderView, at_time: AtTime
) -> None:
    with pytest.raises(Refusal) as stranger:
        withdraw.declare(order_id=order.id, member_id=story.a_buyer(), key="w")
    assert stranger.value.code == "not_allowed"
    at_time(NOON + timedelta(days=17, seconds=1))
    with pytest.raises(Refusal) as late:
        declare(order)
    assert late.value.code == "withdrawal_over"
