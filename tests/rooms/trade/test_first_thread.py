"""From the cart to the seller's balance, when all goes well."""

from collections.abc import Callable
from datetime import datetime, timedelta

import pytest

from fondaco.market.ledger.rules import AccountKind
from fondaco.market.trade import queries
from fondaco.market.trade.actions import release, ship
from fondaco.market.trade.values import CartOwner
from tests.conftest import NOON
from tests.rooms.catalogue import shelf
from tests.rooms.trade import story
from tests.rooms.trade.story import Purse, balance

pytestmark = pytest.mark.django_db


def test_an_order_goes_from_the_cart_to_the_sellers_balance(
    purse: Purse, at_time: Callable[[datetime], None]
) -> None:
    at_time(NOON)
    seller_id = story.a_shop("established")
    variant_id = shelf.first_variant(shelf.put_up(seller_id, price=7900))
    member_id = story.a_buyer()
    story.fill_cart(member_id, (variant_id, 1))
    checkout = story.check_out(member_id, expected_total_minor=8390)
    order_id = checkout.orders[0].id
    assert queries.order(order_id).holder == "buyer"

    purse.capture(checkout.intent_id)
    paid = queries.order(order_id)
    assert (paid.state, paid.holder, paid.escrow_minor) == ("paid", "fondaco", 8390)
    assert queries.cart_count(CartOwner(member_id)) == 0

    ship.accept(order_id=order_id, actor=story.SELLER)
    delivered = story.arrive(order_id)
    assert (delivered.state, delivered.shipments[0].is_proven) == ("delivered", True)
    assert delivered.releasable_at == NOON + timedelta(days=17)

    at_time(NOON + timedelta(days=4))
    release.confirm_receipt(order_id=order_id, member_id=member_id)
    done = queries.order(order_id)
    assert (done.state, done.holder, done.escrow_minor) == ("completed", "seller", 0)
    fee = done.fee_minor
    reserve = balance(AccountKind.SELLER_RESERVE, seller_id)
    assert fee == 403
    assert balance(AccountKind.SELLER_BALANCE, seller_id) == 8390 - fee - reserve
    assert done.cover_until == NOON + timedelta(days=33)
    assert queries.money_audit() == []
