"""Who did what to an order stands in the audit log, once, whatever is clicked twice."""

from collections.abc import Callable
from datetime import datetime
from uuid import UUID

import pytest

from fondaco.kernel import audit
from fondaco.kernel.errors import Refusal
from fondaco.market.trade import queries
from fondaco.market.trade.actions import extend, release, ship, withdraw
from fondaco.market.trade.values import OrderView
from tests.conftest import NOON
from tests.rooms.trade import story
from tests.rooms.trade.story import Purse

pytestmark = pytest.mark.django_db


@pytest.fixture
def order(purse: Purse, at_time: Callable[[datetime], None]) -> OrderView:
    at_time(NOON)
    return story.bought(purse)


def acts(order_id: UUID) -> list[tuple[str, str, UUID | None]]:
    """Act, kind of actor and actor, oldest first."""
    rows = audit.latest(subject_id=order_id)
    return [(row.act, row.actor.kind, row.actor.id) for row in reversed(rows)]


def test_accepting_and_sending(order: OrderView) -> None:
    for _again in range(2):
        ship.accept(order_id=order.id, actor=story.SELLER)
        story.send(order.id)
    assert acts(order.id) == [
        ("order.accept", "seller", story.SELLER.id),
        ("order.ship", "seller", story.SELLER.id),
    ]
    [parcel] = queries.order(order.id).shipments
    assert audit.latest(subject_id=order.id)[0].details == {
        "shipment_id": str(parcel.id),
        "carrier": "practice",
    }


def test_sending_at_once_accepts_in_the_same_name(order: OrderView) -> None:
    story.send(order.id)
    assert [act for act, _kind, _id in acts(order.id)] == ["order.accept", "order.ship"]


def test_declining(order: OrderView) -> None:
    for _again in range(2):
        ship.decline(order_id=order.id, actor=story.SELLER)
    assert acts(order.id) == [("order.decline", "seller", story.SELLER.id)]


def test_cancelling(order: OrderView) -> None:
    for _again in range(2):
        ship.cancel(order_id=order.id, member_id=order.buyer_id)
    assert acts(order.id) == [("order.cancel", "member", order.buyer_id)]


def test_what_is_refused_leaves_no_row(order: OrderView) -> None:
    ship.decline(order_id=order.id, actor=story.SELLER)
    with pytest.raises(Refusal):
        story.send(order.id)
    assert [act for act, _kind, _id in acts(order.id)] == ["order.decline"]


def test_asking_for_more_time_and_the_answer(order: OrderView) -> None:
    story.send(order.id)
    extend.ask(order_id=order.id, days=3, actor=story.SELLER)
    extend.answer(order_id=order.id, member_id=order.buyer_id, agree=True)
    assert acts(order.id)[2:] == [
        ("order.ask_extension", "seller", story.SELLER.id),
        ("order.answer_extension", "member", order.buyer_id),
    ]


def test_confirming_withdrawing_and_taking_back(order: OrderView) -> None:
    story.arrive(order.id)
    before = len(acts(order.id))
    for _again in range(2):
        release.confirm_receipt(order_id=order.id, member_id=order.buyer_id)
        given = withdraw.declare(order_id=order.id, member_id=order.buyer_id, key="w")
    withdraw.record_return(
        withdrawal_id=given,
        member_id=order.buyer_id,
        carrier="practice",
        tracking_number="RB111111111IT",
    )
    for _again in range(2):
        withdraw.confirm_return(withdrawal_id=given, actor=story.SELLER)
    assert acts(order.id)[before:] == [
        ("order.confirm_receipt", "member", order.buyer_id),
        ("order.withdraw", "member", order.buyer_id),
        ("order.withdraw_sent", "member", order.buyer_id),
        ("order.withdraw_back", "seller", story.SELLER.id),
    ]
