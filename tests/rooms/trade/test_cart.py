"""The cart: a member's or a browser's, honest about what can be bought now."""

from uuid import UUID, uuid4

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from fondaco.kernel.errors import Refusal
from fondaco.market.catalogue import actions as catalogue_actions
from fondaco.market.trade import models, queries
from fondaco.market.trade.actions import cart
from fondaco.market.trade.values import CartOwner
from tests.rooms.catalogue import shelf
from tests.rooms.trade import story

pytestmark = pytest.mark.django_db


@pytest.fixture
def lamp() -> UUID:
    return shelf.first_variant(shelf.put_up(story.a_shop(), price=4900, stock=5))


def guest() -> CartOwner:
    return CartOwner(session_key=uuid4().hex)


def test_a_cart_belongs_to_exactly_one() -> None:
    for wrong in ({}, {"member_id": uuid4(), "session_key": "k"}):
        with pytest.raises(ValueError, match="belongs"):
            CartOwner(**wrong)  # type: ignore[arg-type]  # that is what is tried


def test_adding_twice_adds_up_and_setting_sets(lamp: UUID) -> None:
    owner = guest()
    assert cart.add(owner=owner, variant_id=lamp) == 1
    assert cart.add(owner=owner, variant_id=lamp, quantity=2) == 3
    assert cart.update(owner=owner, variant_id=lamp, quantity=2) == 2
    assert cart.remove(owner=owner, variant_id=lamp) == 0


@pytest.mark.parametrize("quantity", [0, -1, 100])
def test_an_impossible_quantity_is_refused(lamp: UUID, quantity: int) -> None:
    with pytest.raises(Refusal) as refused:
        cart.add(owner=guest(), variant_id=lamp, quantity=quantity)
    assert refused.value.code == "quantity_invalid"


def test_more_than_there_is_and_what_does_not_exist_are_refused(lamp: UUID) -> None:
    with pytest.raises(Refusal) as short:
        cart.add(owner=guest(), variant_id=lamp, quantity=6)
    assert (short.value.code, short.value.details) == ("out_of_stock", {"available": 5})
    with pytest.raises(Refusal) as unknown:
        cart.add(owner=guest(), variant_id=uuid4())
    assert unknown.value.code == "not_for_sale"


def test_a_browsers_cart_goes_into_the_members_at_sign_in(lamp: UUID) -> None:
    other = shelf.first_variant(shelf.put_up(story.a_shop(), price=100))
    browser, member = guest(), CartOwner(story.a_buyer())
    cart.add(owner=browser, variant_id=lamp, quantity=3)
    cart.add(owner=browser, variant_id=other)
    cart.add(owner=member, variant_id=lamp, quantity=2)
    assert member.member_id is not None
    for _again in range(2):
        cart.merge(member_id=member.member_id, session_key=browser.session_key)
    assert queries.cart_count(member) == 4
    assert queries.cart_count(browser) == 0


def test_the_cart_says_what_has_changed_since(lamp: UUID) -> None:
    owner = guest()
    cart.add(owner=owner, variant_id=lamp, quantity=5)
    catalogue_actions.reserve(key="others", items=[(lamp, 2)])
    assert queries.cart(owner).groups[0].lines[0].problem == "too_many"
    catalogue_actions.reserve(key="all", items=[(lamp, 3)])
    view = queries.cart(owner)
    assert view.groups[0].lines[0].problem == "sold_out"
    assert not view.is_buyable
    catalogue_actions.release_reservation(key="all")
    catalogue_actions.release_reservation(key="others")
    models.CartLine.objects.update(price_seen_minor=4000)
    dearer = queries.cart(owner)
    assert (dearer.groups[0].lines[0].problem, dearer.is_buyable) == ("price_up", True)


def test_a_cart_of_many_sellers_is_read_in_four_statements(lamp: UUID) -> None:
    owner = guest()
    cart.add(owner=owner, variant_id=lamp)
    for _each in range(3):
        variant = shelf.first_variant(shelf.put_up(story.a_shop(), price=100))
        cart.add(owner=owner, variant_id=variant)
    with CaptureQueriesContext(
        connection,
    ) as run:
        view = queries.cart(owner, "ES")
    assert (len(view.groups), len(run)) == (4, 4)


def test_carts_of_browsers_are_forgotten_after_sixty_days(lamp: UUID, at_time) -> None:
    from datetime import timedelta

    from tests.conftest import NOON

    at_time(NOON)
    cart.add(owner=guest(), variant_id=lamp)
    at_time(NOON + timedelta(days=61))
    assert cart.forget_old() == 1
    assert models.Cart.objects.count() == 0
