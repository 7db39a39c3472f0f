"""From the search to the paid order, and the seller's part, through the API alone."""

from collections.abc import Callable
from uuid import UUID

import pytest

from fondaco.kernel import clock
from fondaco.market.members import actions as members
from fondaco.market.payments.gateways.scripted import ScriptedGateway
from fondaco.market.payments.models import Attempt
from tests.rooms.catalogue import shelf
from tests.rooms.trade import story
from tests.rooms.web.api.conftest import Program

pytestmark = pytest.mark.django_db

ADDRESS = {
    "name": "Marta Ruiz",
    "line1": "Calle Mayor 8",
    "city": "Madrid",
    "postcode": "28013",
    "country": "ES",
}
BROWSER = {"language": "es", "window_size": "02"}


def open_checkout(buyer: Program) -> dict:
    cart = buyer.get("/cart", country="ES").json()
    choices = [
        {"seller_id": group["seller_id"], "option_id": group["shipping_options"][0]["option_id"]}
        for group in cart["groups"]
    ]
    answer = buyer.send("POST", "/checkouts", {"address": ADDRESS, "shipping_choices": choices})
    assert answer.status_code == 201, answer.content
    return answer.json()


def in_cart(buyer: Program, **listing: int) -> UUID:
    seller_id = story.a_shop()
    variant_id = shelf.first_variant(shelf.put_up(seller_id, **listing))
    assert buyer.send("PUT", f"/cart/lines/{variant_id}", {"quantity": 1}).status_code == 200
    return seller_id


def test_what_is_found_can_be_read_and_compared(buyer: Program) -> None:
    gtin = "4006381333931"
    cheap, dear = story.a_shop(), story.a_shop()
    listing_id = shelf.put_up(cheap, gtin=gtin, price=4_500)
    shelf.put_up(dear, gtin=gtin, price=5_200)
    found = buyer.get("/search", q="dsek lamp").json()
    assert found["did_you_mean"] == "desk lamp"
    assert str(listing_id) in {card["listing_id"] for card in found["items"]}
    offers = buyer.get(f"/listings/{listing_id}/offers", country="ES").json()["items"]
    assert [offer["total_minor"] for offer in offers] == [4_990, 5_690]
    assert offers[0]["first_date"] < offers[0]["last_date"]
    side = buyer.get("/compare", listing_id=[str(listing_id)], country="ES").json()
    assert side["items"][0]["total_minor"] == 4_990


def test_a_draft_is_no_listing_of_the_public(buyer: Program) -> None:
    seller_id = story.a_shop()
    listing_id = shelf.actions.create_listing(
        seller_id=seller_id, draft=shelf.a_draft(), actor=shelf.SELLER
    )
    assert buyer.get(f"/listings/{listing_id}").status_code == 404
    assert buyer.get(f"/listings/{listing_id}/offers", country="ES").status_code == 404


def test_a_quantity_is_set_not_added(buyer: Program) -> None:
    variant_id = shelf.first_variant(shelf.put_up(story.a_shop()))
    for quantity in (3, 2):
        buyer.send("PUT", f"/cart/lines/{variant_id}", {"quantity": quantity})
    assert buyer.get("/cart").json()["count"] == 2
    buyer.send("DELETE", f"/cart/lines/{variant_id}")
    assert buyer.get("/cart").json()["count"] == 0


def test_a_payment_goes_through_the_challenge_into_escrow(
    buyer: Program, gateway: ScriptedGateway, owner_of: Callable[[UUID], Program]
) -> None:
    seller_id = in_cart(buyer)
    checkout = open_checkout(buyer)
    path = f"/checkouts/{checkout['checkout_id']}/payment"
    start = {"card_token": "card_challenge", "browser": BROWSER}
    asked = buyer.send("POST", path, start, key="pay").json()
    again = buyer.send("POST", path, start, key="pay").json()
    assert asked["step"] == again["step"] == "challenge"
    assert asked["challenge"]["acs_url"]
    attempt = Attempt.objects.get()
    gateway.passed.add(attempt.authentication_id)
    paid = buyer.send("POST", f"{path}/finish").json()
    assert (paid["step"], paid["captured_minor"]) == ("succeeded", checkout["total_minor"])
    order = buyer.get(f"/orders/{checkout['orders'][0]['order_id']}").json()
    assert (order["state"], order["holder"]) == ("paid", "fondaco")
    waiting = owner_of(seller_id).get("/shop/orders", state="paid").json()["items"]
    assert [each["order_id"] for each in waiting] == [order["order_id"]]


def test_a_declined_card_says_what_to_do_and_leaves_the_order_unpaid(
    buyer: Program, gateway: ScriptedGateway
) -> None:
    in_cart(buyer)
    checkout = open_checkout(buyer)
    path = f"/checkouts/{checkout['checkout_id']}/payment"
    start = {"card_token": "card_declined_51", "browser": BROWSER}
    declined = buyer.send("POST", path, start).json()
    assert (declined["step"], declined["captured_minor"]) == ("declined", 0)
    assert declined["failure"]["next_step"]
    assert buyer.get("/orders").json()["items"] == []


def test_nobody_pays_for_or_reads_somebody_elses_checkout(
    buyer: Program, gateway: ScriptedGateway
) -> None:
    in_cart(buyer)
    path = f"/checkouts/{open_checkout(buyer)['checkout_id']}"
    stranger = Program(story.a_buyer())
    start = {"card_token": "card_ok", "browser": BROWSER}
    assert stranger.get(path).status_code == 404
    assert stranger.send("POST", f"{path}/payment", start).status_code == 404


def test_the_seller_ships_and_the_house_sees_the_money(
    buyer: Program, gateway: ScriptedGateway, owner_of: Callable[[UUID], Program]
) -> None:
    seller_id = in_cart(buyer)
    checkout = open_checkout(buyer)
    order_id = checkout["orders"][0]["order_id"]
    start = {"card_token": "card_ok", "browser": BROWSER}
    buyer.send("POST", f"/checkouts/{checkout['checkout_id']}/payment", start)
    seller = owner_of(seller_id)
    parcel = {"carrier": "practice", "tracking_number": "RB204811734IT"}
    made = seller.send("POST", f"/orders/{order_id}/shipments", parcel)
    assert made.status_code == 201
    assert seller.get(f"/orders/{order_id}").json()["state"] == "accepted"
    assert buyer.send("POST", f"/orders/{order_id}/shipments", parcel).status_code == 403
    admin_id = story.a_buyer("Vera")
    members.grant_role(member_id=admin_id, role="finance", actor=shelf.ADMIN)
    told = Program(admin_id).get(f"/desk/orders/{order_id}/movements").json()
    assert [(each["from_kind"], each["to_kind"]) for each in told["items"]] == [
        ("acquirer_receivable", "escrow")
    ]
    assert told["escrow_minor"] == checkout["total_minor"]


def test_a_shop_says_how_it_ships_and_imports_its_goods(
    owner_of: Callable[[UUID], Program],
) -> None:
    seller_id = story.a_shop()
    seller = owner_of(seller_id)
    option = {
        "name": "Parcel",
        "carrier": "practice",
        "price_minor": 590,
        "currency": "EUR",
        "business_days_min": 2,
        "business_days_max": 4,
        "countries": ["IT"],
    }
    kept = seller.send("PUT", "/shop/shipping-options", {"options": [option]}).json()
    assert [each["name"] for each in kept["items"]] == ["Parcel"]
    started = seller.client.post(
        "/api/v1/shop/imports",
        {"csv": _csv(), "dry_run": "true"},
        headers={"idempotency-key": "import"},
    )
    assert started.status_code == 201, started.content
    progress = seller.get(f"/shop/imports/{started.json()['import_id']}").json()
    assert (progress["state"], progress["total_rows"]) == ("waiting", 1)
    stranger = owner_of(story.a_shop())
    assert stranger.get(f"/shop/imports/{started.json()['import_id']}").status_code == 404


def _csv() -> object:
    from django.core.files.uploadedfile import SimpleUploadedFile

    text = b"Handle,Title,Variant SKU,Variant Price\nlamp,A lamp,L-1,12.00\n"
    return SimpleUploadedFile("products.csv", text, "text/csv")


def test_business_time_is_what_is_told(buyer: Program) -> None:
    variant_id = shelf.first_variant(shelf.put_up(story.a_shop()))
    done = buyer.send("PUT", f"/cart/lines/{variant_id}", {"quantity": 1}).json()
    assert done["at"][:10] == clock.now().date().isoformat()
