"""Opening a checkout, paying it, letting it lapse: goods, intent and orders move together."""

from collections.abc import Callable
from datetime import datetime, timedelta
from uuid import UUID

import pytest

from fondaco.kernel.errors import Refusal
from fondaco.market.catalogue import actions as stock
from fondaco.market.catalogue import queries as catalogue
from fondaco.market.ledger.rules import AccountKind
from fondaco.market.members import actions as members
from fondaco.market.trade import models, queries
from fondaco.market.trade.actions import buy, cart, pay
from fondaco.market.trade.rules import cover, delivery_window
from fondaco.market.trade.values import CartOwner
from tests.conftest import NOON
from tests.rooms.catalogue import shelf
from tests.rooms.trade import story
from tests.rooms.trade.story import Purse, balance

pytestmark = pytest.mark.django_db
AtTime = Callable[[datetime], None]


def available(variant_id: UUID) -> int:
    return catalogue.buyable_variants([variant_id])[variant_id].available


@pytest.fixture
def lamp() -> UUID:
    return shelf.first_variant(shelf.put_up(story.a_shop(), price=4900, stock=5))


@pytest.fixture
def buyer() -> UUID:
    return story.a_buyer()


def test_an_open_checkout_keeps_the_goods_and_asks_for_exactly_the_total(
    purse: Purse, lamp: UUID, buyer: UUID
) -> None:
    story.fill_cart(buyer, (lamp, 2))
    checkout = story.check_out(buyer)
    assert available(lamp) == 3
    intent = purse.intents[checkout.intent_id]
    assert (intent["amount_minor"], intent["reference_id"]) == (2 * 4900 + 490, checkout.id)
    assert checkout.total_minor == 2 * 4900 + 490


def test_the_same_key_returns_the_same_checkout(purse: Purse, lamp: UUID, buyer: UUID) -> None:
    story.fill_cart(buyer, (lamp, 2))
    first = story.check_out(buyer, key="once")
    assert story.check_out(buyer, key="once") == first
    assert available(lamp) == 3
    assert models.Checkout.objects.count() == 1


def test_a_second_checkout_of_the_cart_closes_the_first(
    purse: Purse, lamp: UUID, buyer: UUID
) -> None:
    story.fill_cart(buyer, (lamp, 2))
    first = story.check_out(buyer)
    second = story.check_out(buyer)
    assert queries.checkout(first.id).state == "lapsed"
    assert purse.intents[first.intent_id]["state"] == "cancelled"
    assert queries.checkout(second.id).state == "open"
    assert available(lamp) == 3


def test_no_second_checkout_opens_while_the_first_may_have_been_charged(
    purse: Purse, lamp: UUID, buyer: UUID
) -> None:
    story.fill_cart(buyer, (lamp, 2))
    first = story.check_out(buyer)
    purse.in_doubt.add(first.intent_id)
    with pytest.raises(Refusal) as refused:
        story.check_out(buyer)
    assert refused.value.code == "capture_in_doubt"
    assert queries.checkout(first.id).state == "open"


def test_two_sellers_make_two_orders_under_one_intent(
    purse: Purse, lamp: UUID, buyer: UUID
) -> None:
    other = shelf.first_variant(shelf.put_up(story.a_shop(price_minor=0), price=1000))
    story.fill_cart(buyer, (lamp, 1), (other, 3))
    checkout = story.check_out(buyer)
    assert sorted(order.total_minor for order in checkout.orders) == [3000, 5390]
    intent = purse.intents[checkout.intent_id]
    assert intent["payee"] == "Fondaco"
    assert {each.owner for each in intent["allocations"]} == {
        str(order.id) for order in checkout.orders
    }


def test_a_changed_total_opens_nothing(purse: Purse, lamp: UUID, buyer: UUID) -> None:
    story.fill_cart(buyer, (lamp, 1))
    with pytest.raises(Refusal) as refused:
        story.check_out(buyer, expected_total_minor=5389)
    assert refused.value.code == "total_changed"
    assert (available(lamp), purse.intents) == (5, {})


def test_what_was_sold_meanwhile_is_refused_and_nothing_is_kept(
    purse: Purse, lamp: UUID, buyer: UUID
) -> None:
    story.fill_cart(buyer, (lamp, 5))
    stock.reserve(key="somebody else", items=[(lamp, 1)])
    with pytest.raises(Refusal) as refused:
        story.check_out(buyer)
    assert refused.value.code == "out_of_stock"
    assert models.SellerOrder.objects.count() == 0


def test_shipping_of_another_seller_or_to_another_country_is_refused(
    purse: Purse, lamp: UUID, buyer: UUID
) -> None:
    story.fill_cart(buyer, (lamp, 1))
    group = queries.cart(CartOwner(buyer)).groups[0]
    stranger = queries.shipping_options([story.a_shop()])
    foreign = next(iter(stranger.values()))[0].id
    express = group.shipping[1].id
    abroad = story.HOME.as_dict() | {"country": "NZ", "postcode": "6011", "phone": ""}
    for choices, address in (
        ({}, story.HOME),
        ({group.seller_id: foreign}, story.HOME),
        ({group.seller_id: express}, type(story.HOME).from_dict(abroad)),
    ):
        with pytest.raises(Refusal) as refused:
            buy.open_checkout(member_id=buyer, address=address, shipping_choices=choices, key="k")
        assert refused.value.code == "shipping_missing"


def test_nobody_buys_from_their_own_shop_and_nobody_with_frozen_payments_buys(
    purse: Purse, lamp: UUID, buyer: UUID
) -> None:
    story.fill_cart(buyer, (lamp, 1))
    seller_id = queries.cart(CartOwner(buyer)).groups[0].seller_id
    members.add_staff(seller_id=seller_id, member_id=buyer, role="packer", actor=shelf.ADMIN)
    with pytest.raises(Refusal) as own:
        story.check_out(buyer)
    assert own.value.code == "own_goods"
    other = story.a_buyer()
    story.fill_cart(other, (lamp, 1))
    members.this_was_not_me(member_id=other)
    with pytest.raises(Refusal) as frozen:
        story.check_out(other)
    assert frozen.value.code == "payments_frozen"


def test_an_empty_cart_opens_no_checkout(purse: Purse, buyer: UUID) -> None:
    with pytest.raises(Refusal) as refused:
        buy.open_checkout(member_id=buyer, address=story.HOME, shipping_choices={}, key="k")
    assert refused.value.code == "cart_empty"


def test_an_unpaid_checkout_lapses_after_half_an_hour_and_the_goods_come_back(
    purse: Purse, lamp: UUID, buyer: UUID, at_time: AtTime
) -> None:
    at_time(NOON)
    story.fill_cart(buyer, (lamp, 2))
    checkout = story.check_out(buyer)
    story.later(at_time, NOON + timedelta(minutes=29))
    assert queries.checkout(checkout.id).state == "open"
    story.later(at_time, NOON + timedelta(minutes=30))
    assert queries.checkout(checkout.id).state == "lapsed"
    assert queries.order(checkout.orders[0].id).state == "cancelled"
    assert available(lamp) == 5
    assert queries.cart_count(CartOwner(buyer)) == 2


def test_a_lapse_waits_while_the_capture_is_in_doubt(
    purse: Purse, lamp: UUID, buyer: UUID, at_time: AtTime
) -> None:
    at_time(NOON)
    story.fill_cart(buyer, (lamp, 2))
    checkout = story.check_out(buyer)
    purse.in_doubt.add(checkout.intent_id)
    story.later(at_time, NOON + timedelta(hours=2))
    assert (queries.checkout(checkout.id).state, available(lamp)) == ("open", 3)
    purse.in_doubt.clear()
    story.later(at_time, NOON + timedelta(hours=3))
    assert (queries.checkout(checkout.id).state, available(lamp)) == ("lapsed", 5)


def test_the_same_capture_told_twice_pays_once(purse: Purse, lamp: UUID, buyer: UUID) -> None:
    story.fill_cart(buyer, (lamp, 2))
    checkout = story.check_out(buyer)
    purse.capture(checkout.intent_id)
    before = queries.order(checkout.orders[0].id)
    pay.captured(purse.news("intent.captured", checkout.intent_id))
    assert queries.order(checkout.orders[0].id) == before
    assert catalogue.buyable_variants([lamp])[lamp].available == 3


def test_the_promise_counts_from_a_payment_that_was_awaited(
    purse: Purse, lamp: UUID, buyer: UUID, at_time: AtTime
) -> None:
    at_time(NOON)
    story.fill_cart(buyer, (lamp, 1))
    checkout = story.check_out(buyer)
    ordered = queries.order(checkout.orders[0].id)
    at_time(NOON + timedelta(days=6))
    purse.capture(checkout.intent_id)
    paid = queries.order(ordered.id)
    assert paid.paid_at is not None
    assert (paid.promised_from, paid.promised_until) == delivery_window(paid.paid_at, (4, 7), "IT")
    assert paid.promised_from > ordered.promised_until - timedelta(days=3)
    assert paid.cover_until == cover.unproven_end(paid.promised_until, queries.policy())
    assert paid.lines[0].snapshot["promised"][1] == ordered.promised_until.isoformat()


def test_a_card_keeps_the_days_that_the_buyer_saw_also_over_midnight(
    purse: Purse, lamp: UUID, buyer: UUID, at_time: AtTime
) -> None:
    at_time(NOON.replace(hour=23, minute=50))
    story.fill_cart(buyer, (lamp, 1))
    checkout = story.check_out(buyer)
    ordered = queries.order(checkout.orders[0].id)
    at_time(NOON.replace(hour=23, minute=50) + timedelta(minutes=20))
    purse.capture(checkout.intent_id)
    paid = queries.order(ordered.id)
    assert (paid.state, paid.promised_until) == ("paid", ordered.promised_until)


def test_a_capture_that_the_books_do_not_show_pays_nothing(
    purse: Purse, lamp: UUID, buyer: UUID
) -> None:
    story.fill_cart(buyer, (lamp, 1))
    checkout = story.check_out(buyer)
    with pytest.raises(pay.MoneyMissing):
        pay.captured(purse.news("intent.captured", checkout.intent_id))
    assert queries.order(checkout.orders[0].id).state == "placed"


def test_money_that_comes_after_the_lapse_goes_back(
    purse: Purse, lamp: UUID, buyer: UUID, at_time: AtTime
) -> None:
    at_time(NOON)
    story.fill_cart(buyer, (lamp, 2))
    checkout = story.check_out(buyer)
    story.later(at_time, NOON + timedelta(hours=1))
    purse.capture(checkout.intent_id)
    pay.captured(purse.news("intent.captured", checkout.intent_id))
    order = queries.order(checkout.orders[0].id)
    assert (order.state, order.refunded_minor) == ("cancelled", order.total_minor)
    assert balance(AccountKind.ESCROW, order.id) == 0
    assert (purse.refunded_minor(), available(lamp)) == (order.total_minor, 5)
    assert queries.money_audit() == []


def test_a_cancelled_intent_closes_the_checkout(purse: Purse, lamp: UUID, buyer: UUID) -> None:
    story.fill_cart(buyer, (lamp, 2))
    checkout = story.check_out(buyer)
    pay.cancelled(purse.news("intent.cancelled", checkout.intent_id))
    assert (queries.checkout(checkout.id).state, available(lamp)) == ("lapsed", 5)


def test_more_put_in_the_cart_while_paying_stays_there(
    purse: Purse, lamp: UUID, buyer: UUID
) -> None:
    story.fill_cart(buyer, (lamp, 1))
    checkout = story.check_out(buyer)
    cart.add(owner=CartOwner(buyer), variant_id=lamp, quantity=2)
    purse.capture(checkout.intent_id)
    assert queries.cart_count(CartOwner(buyer)) == 2


def test_a_line_keeps_what_was_promised_when_the_listing_changes(purse: Purse) -> None:
    order = story.bought(purse)
    line = order.lines[0]
    catalogue_now = catalogue.buyable_variants([line.variant_id])[line.variant_id]
    stock.withdraw(
        seller_id=order.seller_id, listing_id=catalogue_now.listing_id, actor=shelf.SELLER
    )
    kept = queries.order(order.id).lines[0].snapshot
    assert kept["title"] == "Oak desk lamp with linen shade"
    assert (kept["unit_price_minor"], kept["seller"]["kind"]) == (4900, "trader")
