"""More time: asked once, moved only by the buyer's yes, and cover moves with it."""

from collections.abc import Callable
from datetime import datetime, timedelta

import pytest

from fondaco.kernel.errors import Refusal
from fondaco.market.trade import queries
from fondaco.market.trade.actions import extend
from fondaco.market.trade.actions.renew import renew_cover
from fondaco.market.trade.values import OrderView
from tests.conftest import NOON
from tests.rooms.trade import story
from tests.rooms.trade.story import Purse

pytestmark = pytest.mark.django_db
WEEK = timedelta(days=7)


@pytest.fixture
def order(purse: Purse, at_time: Callable[[datetime], None]) -> OrderView:
    at_time(NOON)
    sent = story.bought(purse)
    story.send(sent.id)
    return queries.order(sent.id)


def ask(order: OrderView, days: int = 7) -> None:
    extend.ask(order_id=order.id, days=days, actor=story.SELLER)


def test_a_yes_moves_promise_deadline_and_cover(order: OrderView) -> None:
    ask(order)
    assert queries.order(order.id).promised_until == order.promised_until
    extend.answer(order_id=order.id, member_id=order.buyer_id, agree=True)
    now = queries.order(order.id)
    assert order.cover_until is not None
    assert now.promised_until == order.promised_until + WEEK
    assert now.cover_until == order.cover_until + WEEK
    assert now.deadlines["trade.ship"] == order.deadlines["trade.ship"] + WEEK
    assert now.due_at == now.deadlines["trade.ship"]


def test_a_no_moves_nothing_and_is_the_end_of_it(order: OrderView) -> None:
    ask(order)
    extend.answer(order_id=order.id, member_id=order.buyer_id, agree=False)
    now = queries.order(order.id)
    assert (now.promised_until, now.deadlines) == (order.promised_until, order.deadlines)
    with pytest.raises(Refusal):
        ask(order)
    with pytest.raises(Refusal):
        extend.answer(order_id=order.id, member_id=order.buyer_id, agree=True)


@pytest.mark.parametrize("days", [0, 31])
def test_more_than_thirty_days_or_none_cannot_be_asked(order: OrderView, days: int) -> None:
    with pytest.raises(Refusal) as refused:
        ask(order, days)
    assert refused.value.code == "extension_days"


def test_only_the_buyer_answers(order: OrderView) -> None:
    ask(order)
    with pytest.raises(Refusal):
        extend.answer(order_id=order.id, member_id=story.a_buyer(), agree=True)


def test_a_replacement_renews_cover_but_never_shortens_it(
    order: OrderView, at_time: Callable[[datetime], None]
) -> None:
    at_time(NOON + 20 * WEEK)
    later = NOON + 20 * WEEK
    assert renew_cover(order_id=order.id, delivered_at=later) == later + timedelta(days=30)
    assert renew_cover(order_id=order.id, delivered_at=NOON) == later + timedelta(days=30)
