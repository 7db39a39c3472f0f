"""Fifty buyers for the last ten: ten get one, forty are told so, none is sold twice."""

import pytest

from fondaco.kernel.errors import Refusal
from fondaco.market.catalogue.models import Reservation
from fondaco.market.payments.gateways.scripted import ScriptedGateway
from fondaco.market.payments.values import Step
from fondaco.market.trade import models
from fondaco.market.trade.values import CheckoutView
from tests.rooms.concurrency import crowd
from tests.rooms.trade import story

pytestmark = [
    pytest.mark.postgresql,
    pytest.mark.slow,
    pytest.mark.django_db(transaction=True),
    pytest.mark.usefixtures("what_migrations_seed", "noon"),
]

BUYERS, LEFT = 50, 10


def test_fifty_buyers_of_the_last_ten_get_ten(gateway: ScriptedGateway) -> None:
    variant_id = crowd.a_lamp(stock=LEFT)
    buyers = [story.a_buyer() for _ in range(BUYERS)]
    for buyer in buyers:
        story.fill_cart(buyer, (variant_id, 1))

    results = crowd.crowd(BUYERS, lambda number: story.check_out(buyers[number]))

    opened = [each for each in results if isinstance(each, CheckoutView)]
    refused = [each for each in results if isinstance(each, Refusal)]
    assert len(opened) + len(refused) == BUYERS, [r for r in results if r not in opened + refused]
    assert {each.code for each in refused} == {"out_of_stock"}
    assert (len(opened), len(refused)) == (LEFT, BUYERS - LEFT)
    assert crowd.shelf_of(variant_id) == (LEFT, LEFT)
    assert Reservation.objects.filter(state="held").count() == LEFT

    paid = crowd.crowd(LEFT, lambda number: crowd.click_pay(opened[number], f"card_ok:{number}"))

    assert [each.kind for each in paid if isinstance(each, Step)] == ["succeeded"] * LEFT
    assert crowd.shelf_of(variant_id) == (0, 0)
    assert models.SellerOrder.objects.filter(state="paid").count() == LEFT
    assert crowd.captured_minor(opened) == sum(each.total_minor for each in opened)
    assert (crowd.asked(gateway, "authorize"), crowd.asked(gateway, "capture")) == (LEFT, LEFT)
    assert crowd.whole()


def test_carts_in_opposite_order_do_not_deadlock(gateway: ScriptedGateway) -> None:
    """Two things, put in by half of the buyers in one order and by half in the other."""
    one, two = crowd.a_lamp(stock=LEFT), crowd.a_lamp(stock=LEFT)
    buyers = [story.a_buyer() for _ in range(BUYERS)]
    for number, buyer in enumerate(buyers):
        wanted = [(one, 1), (two, 1)]
        story.fill_cart(buyer, *(wanted if number % 2 else reversed(wanted)))

    results = crowd.crowd(BUYERS, lambda number: story.check_out(buyers[number]))

    assert len(crowd.of_kind(results, CheckoutView)) == LEFT
    assert len(crowd.of_kind(results, Refusal)) == BUYERS - LEFT
    assert crowd.shelf_of(one) == crowd.shelf_of(two) == (LEFT, LEFT)


def test_fifty_clicks_on_one_checkout_form_make_one_checkout(gateway: ScriptedGateway) -> None:
    variant_id = crowd.a_lamp(stock=LEFT)
    buyer = story.a_buyer()
    story.fill_cart(buyer, (variant_id, 2))

    results = crowd.crowd(BUYERS, lambda _number: story.check_out(buyer, key="form"))

    assert len({each.id for each in results if isinstance(each, CheckoutView)}) == 1
    assert len(crowd.of_kind(results, CheckoutView)) == BUYERS
    assert crowd.shelf_of(variant_id) == (LEFT, 2)
