"""Fifty refunds of one order at once: together never more than was taken from the card."""

from uuid import UUID

import pytest

from fondaco.kernel.errors import Refusal
from fondaco.kernel.ids import new_id
from fondaco.market.payments import queries as payments
from fondaco.market.payments.gateways.scripted import ScriptedGateway
from fondaco.market.payments.models import Refund
from fondaco.market.trade import queries as trade
from fondaco.market.trade.actions import refund, release
from fondaco.market.trade.values import OrderView
from tests.rooms.concurrency import crowd

pytestmark = [
    pytest.mark.postgresql,
    pytest.mark.slow,
    pytest.mark.django_db(transaction=True),
    pytest.mark.usefixtures("what_migrations_seed", "noon"),
]

DESKS = 50
SHARE = 700


def give(order: OrderView, number: int, amount_minor: int = SHARE) -> UUID:
    """One desk gives back a share of the first line."""
    return refund.refund(
        key=f"desk:{number}",
        order_id=order.id,
        lines=[(order.lines[0].id, amount_minor)],
        shipping_minor=0,
        cause_kind="case",
        cause_id=new_id(),
    )


def check_given_back(gateway: ScriptedGateway, order: OrderView, count: int) -> None:
    """Order, payment, network and books tell the same ``count`` shares."""
    crowd.settle_doubts()
    after, intent = trade.order(order.id), payments.intent(order.intent_id)
    assert after.refunded_minor == intent.refunded_minor == count * SHARE
    assert intent.refunded_minor <= intent.captured_minor
    rows = Refund.objects.filter(intent_id=order.intent_id)
    assert sorted(rows.values_list("state", flat=True)) == ["settled"] * count
    assert crowd.asked(gateway, "refund") == count
    assert crowd.whole()


def test_fifty_refunds_never_exceed_the_line(gateway: ScriptedGateway) -> None:
    order = crowd.arrived(crowd.bought(crowd.a_lamp(price=4900)))
    results = crowd.crowd(DESKS, lambda number: give(order, number))
    fitting = order.lines[0].total_minor // SHARE
    assert len(crowd.of_kind(results, UUID)) == fitting
    assert len(crowd.of_kind(results, Refusal)) == DESKS - fitting, results
    check_given_back(gateway, order, fitting)


def test_fifty_refunds_while_escrow_is_released_never_exceed_the_line(
    gateway: ScriptedGateway,
) -> None:
    order = crowd.arrived(crowd.bought(crowd.a_lamp(price=4900)))
    confirm = release.confirm_receipt

    def act(number: int) -> object:
        if number % 10 == 0:
            return confirm(order_id=order.id, member_id=order.buyer_id)
        return give(order, number)

    results = crowd.crowd(DESKS, act)
    fitting = order.lines[0].total_minor // SHARE
    assert len(crowd.of_kind(results, UUID)) == fitting, results
    check_given_back(gateway, order, fitting)


def test_the_same_refund_from_fifty_tabs_is_given_once(gateway: ScriptedGateway) -> None:
    order = crowd.arrived(crowd.bought(crowd.a_lamp(price=4900)))
    results = crowd.crowd(DESKS, lambda _number: give(order, 1))
    assert len(set(crowd.of_kind(results, UUID))) == 1
    assert len(crowd.of_kind(results, UUID)) == DESKS, results
    check_given_back(gateway, order, 1)
