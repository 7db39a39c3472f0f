"""The cart and the checkout as a browser without script uses them."""

from typing import Any
from uuid import UUID

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from fondaco.market.members import actions as members
from fondaco.market.members.models import Member
from fondaco.market.trade import models, queries
from fondaco.market.trade.values import CartOwner
from tests.rooms.catalogue import shelf
from tests.rooms.trade import story
from tests.rooms.trade.story import Purse

pytestmark = pytest.mark.django_db
OURS = {"Sec-Fetch-Site": "same-origin"}


@pytest.fixture
def lamp() -> UUID:
    return shelf.first_variant(shelf.put_up(story.a_shop(), price=4900, stock=5))


def signed_in(member_id: UUID) -> Client:
    client = Client()
    client.force_login(Member.objects.get(id=member_id))
    return client


def put_in(client: Client, variant_id: UUID, quantity: object = 1, **extra: Any) -> Any:
    data = {"variant_id": str(variant_id), "quantity": str(quantity)}
    return client.post("/cart/add/", data, headers=OURS | extra)


def test_a_browser_without_account_fills_a_cart_and_sees_it(lamp: UUID) -> None:
    client = Client()
    answer = put_in(client, lamp, 2)
    assert (answer.status_code, answer["Location"]) == (302, "/cart/")
    assert client.cookies["fondaco_cart"].value == "2"
    page = client.get("/cart/").content.decode()
    assert "2 things in your cart" in page
    assert "Oak desk lamp" in page
    assert "€98.00" in page


def test_an_add_from_another_site_or_without_origin_is_refused(lamp: UUID) -> None:
    data = {"variant_id": str(lamp), "quantity": "1"}
    for headers in ({}, {"Sec-Fetch-Site": "cross-site"}, {"Origin": "https://evil.example"}):
        answer = Client().post("/cart/add/", data, headers=headers)
        assert answer.status_code == 403
    assert models.CartLine.objects.count() == 0


def test_a_fragment_answers_an_add_by_script(lamp: UUID) -> None:
    answer = put_in(Client(), lamp, 1, **{"HX-Request": "true"})
    assert answer.status_code == 200
    assert "<html" not in answer.content.decode()
    assert "one thing now" in answer.content.decode()


@pytest.mark.parametrize(
    ("variant", "quantity"), [("x", "1"), ("", "1"), (None, "-1"), (None, "½")]
)
def test_nonsense_is_said_to_be_nonsense(lamp: UUID, variant: str | None, quantity: str) -> None:
    answer = put_in(Client(), variant if variant is not None else lamp, quantity)  # type: ignore[arg-type]
    assert answer.status_code in {400, 422}
    assert "Your cart was not changed." in answer.content.decode()


def test_an_empty_cart_shows_the_next_step() -> None:
    page = Client().get("/cart/").content.decode()
    assert "Your cart is empty" in page
    assert "Search the market" in page


def test_a_line_is_changed_and_taken_out(lamp: UUID) -> None:
    client = Client()
    put_in(client, lamp)
    for quantity, shown in ((3, "3 things"), (0, "Your cart is empty")):
        data = {"variant_id": str(lamp), "quantity": str(quantity)}
        client.post("/cart/update/", data, headers=OURS)
        assert shown in client.get("/cart/").content.decode()


def test_a_number_that_is_none_is_told_in_the_cart_itself(lamp: UUID) -> None:
    client = Client()
    put_in(client, lamp)
    data = {"variant_id": str(lamp), "quantity": "many"}
    answer = client.post("/cart/update/", data, headers=OURS)
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "A quantity is a whole number." in page
    assert "One thing in your cart" in page


def test_the_browsers_cart_is_the_members_after_sign_in(lamp: UUID) -> None:
    member_id = story.a_buyer()
    client = Client()
    put_in(client, lamp, 2)
    answer = client.post(
        "/account/login/",
        {"login": Member.objects.get(id=member_id).email, "password": "x"},
    )
    assert answer.status_code == 302
    assert queries.cart_count(CartOwner(member_id)) == 2


def test_the_checkout_asks_for_sign_in(lamp: UUID) -> None:
    answer = Client().get("/checkout/")
    assert answer.status_code == 302
    assert answer["Location"].startswith("/account/login/")


def form_of(member_id: UUID, client: Client, **changes: str) -> dict[str, str]:
    """What the page's form would send: the values that stand in it."""
    client.get("/checkout/")
    group = queries.cart(CartOwner(member_id), "ES").groups[0]
    return {
        "action": "pay",
        "key": "k" * 32,
        "total_minor": str(group.subtotal_minor + group.shipping[0].price_minor),
        f"shipping_{group.seller_id}": str(group.shipping[0].id),
        "address": "new",
        "name": "Marta Ruiz",
        "line1": "Calle Mayor 8",
        "postcode": "28013",
        "city": "Madrid",
        "country": "ES",
    } | changes


def test_a_new_address_and_a_way_of_shipping_lead_to_the_payment(purse: Purse, lamp: UUID) -> None:
    member_id = story.a_buyer()
    client = signed_in(member_id)
    put_in(client, lamp, 2)
    page = client.get("/checkout/").content.decode()
    assert "Go on to pay €102.90" in page
    assert "checked" in page
    form = form_of(member_id, client, save_address="on")
    answers = [client.post("/checkout/", form) for _again in range(2)]
    checkout = queries.open_checkout_of(member_id)
    assert checkout is not None
    assert {answer["Location"] for answer in answers} == {f"/checkout/{checkout.id}/pay/"}
    assert checkout.total_minor == 10_290
    assert checkout.address.city == "Madrid"
    from fondaco.market.members import queries as member_queries

    assert [each.address.city for each in member_queries.addresses(member_id)] == ["Madrid"]


def test_a_total_that_changed_is_shown_before_anything_is_ordered(purse: Purse, lamp: UUID) -> None:
    member_id = story.a_buyer()
    client = signed_in(member_id)
    put_in(client, lamp)
    answer = client.post("/checkout/", form_of(member_id, client, total_minor="5000"))
    assert answer.status_code == 200
    assert "The total has changed since you looked." in answer.content.decode()
    assert models.Checkout.objects.count() == 0


def test_an_address_without_a_street_says_so_at_its_field(purse: Purse, lamp: UUID) -> None:
    member_id = story.a_buyer()
    client = signed_in(member_id)
    put_in(client, lamp)
    page = client.post("/checkout/", form_of(member_id, client, line1="", phone="123abc"))
    assert 'aria-invalid="true"' in page.content.decode()
    assert models.Checkout.objects.count() == 0


def test_another_way_of_shipping_changes_the_total_on_the_page(purse: Purse, lamp: UUID) -> None:
    member_id = story.a_buyer()
    client = signed_in(member_id)
    put_in(client, lamp)
    group = queries.cart(CartOwner(member_id), "ES").groups[0]
    express = {f"shipping_{group.seller_id}": str(group.shipping[1].id), "action": "refresh"}
    page = client.post("/checkout/", form_of(member_id, client, **express)).content.decode()
    assert "Go on to pay €61.90" in page


def test_a_saved_address_is_chosen_without_typing(purse: Purse, lamp: UUID) -> None:
    member_id = story.a_buyer()
    saved = members.save_address(member_id=member_id, address=story.HOME, make_default=True)
    client = signed_in(member_id)
    put_in(client, lamp)
    form = form_of(member_id, client, address=str(saved))
    for name in ("name", "line1", "postcode", "city", "country"):
        del form[name]
    assert client.post("/checkout/", form).status_code == 302


def test_the_pages_need_few_statements(purse: Purse, lamp: UUID) -> None:
    member_id = story.a_buyer()
    client = signed_in(member_id)
    put_in(client, lamp)
    for path, most in (("/cart/", 13), ("/checkout/", 13)):
        with CaptureQueriesContext(connection) as run:
            assert client.get(path).status_code == 200
        assert len(run) <= most, [each["sql"][:90] for each in run]


def test_a_buyer_without_a_country_chooses_one_before_anything_is_worked_out(
    purse: Purse, lamp: UUID
) -> None:
    member_id = story.a_buyer()
    Member.objects.filter(id=member_id).update(country="")
    client = signed_in(member_id)
    put_in(client, lamp)
    page = client.get("/checkout/").content.decode()
    assert '<option value="" selected>' in page
    assert "does not ship there" not in page
    assert "Go on to pay" not in page
    assert "Work the total out again" in page
    shown = client.post("/checkout/", {"address": "new", "country": "ES", "action": "refresh"})
    assert "Go on to pay" in shown.content.decode()


def test_the_country_chosen_on_a_listing_counts_in_cart_and_checkout(
    purse: Purse, lamp: UUID
) -> None:
    member_id = story.a_buyer()
    members.save_address(member_id=member_id, address=story.HOME, make_default=True)
    client = signed_in(member_id)
    put_in(client, lamp)
    group = queries.cart(CartOwner(member_id), "IT").groups[0]
    line = group.lines[0]
    listing = f"/l/{line.slug}-{line.listing_id}/"
    assert "to you (Spain)" in client.get(listing).content.decode()
    assert "to you (Italy)" in client.get(f"{listing}?to=IT").content.decode()
    assert "to you (Italy)" in client.get(listing).content.decode()
    page = client.get("/checkout/").content.decode()
    assert '<option value="IT" selected>Italy' in page


def test_a_street_that_is_missing_leaves_the_way_to_pay_open(purse: Purse, lamp: UUID) -> None:
    member_id = story.a_buyer()
    client = signed_in(member_id)
    put_in(client, lamp)
    page = client.post("/checkout/", form_of(member_id, client, line1="")).content.decode()
    assert "does not ship there" not in page
    assert "Go on to pay" in page


def test_a_postcode_that_is_none_is_said_at_its_field(purse: Purse, lamp: UUID) -> None:
    member_id = story.a_buyer()
    client = signed_in(member_id)
    put_in(client, lamp)
    page = client.post("/checkout/", form_of(member_id, client, postcode="999")).content.decode()
    assert "This is not a postcode of that country." in page
    assert 'aria-invalid="true"' in page
    assert models.Checkout.objects.count() == 0
