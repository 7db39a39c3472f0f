"""What a case settled is not asked again; what it did not settle may be."""

from collections.abc import Callable
from datetime import datetime, timedelta

import pytest

from fondaco.kernel.errors import Refusal
from fondaco.market.cases import offer
from fondaco.market.cases.models import Case
from fondaco.market.trade import queries as trade
from fondaco.market.trade.values import OrderView
from tests.conftest import NOON
from tests.rooms.cases import story
from tests.rooms.trade.story import Purse

pytestmark = pytest.mark.django_db
AtTime = Callable[[datetime], None]
DAY = timedelta(days=1)


@pytest.fixture
def order(purse: Purse, at_time: AtTime) -> OrderView:
    at_time(NOON)
    found = story.delivered(purse, price=1_500)
    at_time(NOON + 4 * DAY)
    return found


def settled(order: OrderView) -> Case:
    """Both agreed on a part."""
    case = story.opened(order)
    story.accepted(case, story.offered(case, story.shopkeeper(order.seller_id), amount=700))
    assert story.fresh(case).outcome == "agreed_refund"
    return case


def test_an_accepted_part_refund_is_final_for_its_reason(order: OrderView, purse: Purse) -> None:
    settled(order)
    with pytest.raises(Refusal) as refused:
        story.opened(order)
    assert refused.value.code == "case_settled"
    assert (Case.objects.count(), purse.refunded_minor()) == (1, 700)
    assert trade.order(order.id).holds == ()


def test_another_reason_after_a_settlement_goes_to_a_person(
    order: OrderView, purse: Purse, at_time: AtTime
) -> None:
    settled(order)
    judge = story.a_mediator()
    again = story.opened(order, reason="not_received")
    assert again.is_repeat
    looked_at = story.wait_until_due(at_time, again)
    assert (looked_at.state, looked_at.mediator_id) == ("mediation", judge)
    assert purse.refunded_minor() == 700


def test_a_case_that_the_buyer_ended_may_be_opened_again_and_a_person_looks(
    order: OrderView, purse: Purse, at_time: AtTime
) -> None:
    first = story.opened(order, reason="not_received")
    offer.withdraw(case_id=first.id, member_id=order.buyer_id, key="w")
    assert not story.opened(order).is_repeat
    offer.withdraw(case_id=Case.objects.latest("id").id, member_id=order.buyer_id, key="w2")
    again = story.opened(order, reason="not_received")
    assert story.wait_until_due(at_time, again).state == "mediation"
    assert purse.refunded_minor() == 0
