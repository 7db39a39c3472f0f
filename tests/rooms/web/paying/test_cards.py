"""Saved cards and the list of charges, as their owner sees them."""

from collections.abc import Callable
from uuid import UUID

import pytest
from django.test import Client

from fondaco.market.payments import queries as payments
from fondaco.market.trade.values import CheckoutView
from tests.rooms.trade import story
from tests.rooms.web.paying.conftest import form

pytestmark = pytest.mark.django_db


@pytest.fixture
def paid(buyer: Client, checkout: CheckoutView) -> CheckoutView:
    buyer.post(f"/checkout/{checkout.id}/pay/start/", form(save_card="on"))
    assert payments.intent(checkout.intent_id).state == "succeeded"
    return checkout


def test_a_saved_card_is_listed_frozen_and_removed(buyer: Client, paid: CheckoutView) -> None:
    [card] = payments.saved_cards(paid.member_id)
    text = buyer.get("/you/cards/").content.decode()
    assert "•••• 4242" in text
    buyer.post(f"/you/cards/{card.id}/freeze/")
    assert "Frozen" in buyer.get("/you/cards/").content.decode()
    buyer.post(f"/you/cards/{card.id}/remove/")
    assert "You keep no card here" in buyer.get("/you/cards/").content.decode()


def test_nobody_touches_anothers_card(
    paid: CheckoutView, sign_in: Callable[[UUID], Client]
) -> None:
    [card] = payments.saved_cards(paid.member_id)
    other = sign_in(story.a_buyer("Other"))
    assert other.post(f"/you/cards/{card.id}/remove/").status_code == 404
    assert other.post(f"/you/cards/{card.id}/freeze/").status_code == 404
    assert payments.saved_cards(paid.member_id) == (card,)


def test_a_saved_card_can_be_chosen_at_the_next_payment(buyer: Client, paid: CheckoutView) -> None:
    variant = story.shelf.first_variant(story.shelf.put_up(story.a_shop(), price=1_000))
    story.fill_cart(paid.member_id, (variant, 1))
    following = story.check_out(paid.member_id)
    [card] = payments.saved_cards(paid.member_id)
    page = f"/checkout/{following.id}/pay/"
    assert f'value="{card.id}" checked' in buyer.get(page).content.decode()
    buyer.post(f"{page}start/", form("", card=str(card.id)))
    assert payments.intent(following.intent_id).state == "succeeded"


def test_charges_are_listed_as_the_bank_shows_them(buyer: Client, paid: CheckoutView) -> None:
    text = buyer.get("/you/payments/").content.decode()
    assert payments.intent(paid.intent_id).statement_descriptor in text
    assert "53.90" in text
    assert "No charges yet" in buyer.get("/you/payments/?page=2").content.decode()


def test_a_stranger_has_no_charges_to_see(
    paid: CheckoutView, sign_in: Callable[[UUID], Client]
) -> None:
    text = sign_in(story.a_buyer("Other")).get("/you/payments/").content.decode()
    assert "FONDACO*" not in text
