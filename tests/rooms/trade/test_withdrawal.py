"""Withdrawing without a reason: 14 days, goods or proof of sending first, then everything."""

from collections.abc import Callable
from datetime import datetime, timedelta

import pytest

from fondaco.kernel.audit import SYSTEM
from fondaco.kernel.errors import Refusal
from fondaco.market.trade import queries
from fondaco.market.trade.actions import withdraw
from fondaco.market.trade.values import OrderView
from tests.conftest import NOON
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


def test_proof_of_sending_refunds_fourteen_days_after_the_notice(
    order: OrderView, at_time: AtTime
) -> None:
    declared = declare(order)
    assert declared.withdrawal is not None
    withdraw.record_return(
        withdrawal_id=declared.withdrawal.id,
        member_id=order.buyer_id,
        carrier="practice",
        tracking_number="BACK123456",
    )
    story.later(at_time, declared.withdrawal.refund_by)
    assert queries.order(order.id).state == "refunded"


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
