"""A new seller applies, is verified by an operator, imports goods and says how they ship."""

import io
from typing import Any

from fondaco.api_client.api.account import get_me
from fondaco.api_client.api.catalogue import get_listing, search
from fondaco.api_client.api.desk import list_sellers_by_status, verify_seller
from fondaco.api_client.api.imports import (
    get_import,
    list_import_findings,
    start_product_import,
)
from fondaco.api_client.api.shop import apply_to_sell, get_shop, set_shop_shipping
from fondaco.api_client.models.address import Address
from fondaco.api_client.models.application import Application
from fondaco.api_client.models.application_kind import ApplicationKind
from fondaco.api_client.models.option_given import OptionGiven
from fondaco.api_client.models.options_given import OptionsGiven
from fondaco.api_client.models.start_product_import_form import StartProductImportForm
from fondaco.api_client.models.verification import Verification
from fondaco.api_client.models.verification_facts_item import VerificationFactsItem
from fondaco.api_client.types import File
from fondaco.cli.walkthrough import goods
from fondaco.cli.walkthrough.story import COUNTRY, Story
from fondaco.cli.walkthrough.telling import expect, money, same

CHECKED = ("identity", "legal_name", "address", "register_number", "contact_email")
KEPT_BELOW = 20_000
"""Cheap enough that a parcel needs no signature."""


def tell(story: Story) -> None:
    """The chapter."""
    story.world.narrator.chapter("A new shop opens")
    _let_the_others_in(story)
    _apply(story)
    _verify(story)
    _import(story)
    _set_shipping(story)


def _let_the_others_in(story: Story) -> None:
    story.operator.sign_in()
    story.operator.make_key("account:read", "orders:read", "cases:read", "desk:read", "desk:write")
    story.shop.sign_in()
    story.shop.make_key(
        "account:read",
        "orders:read",
        "orders:write",
        "messages:read",
        "messages:write",
        "shop:read",
    )
    story.shop_id = story.shop.api.read(get_me).seller_id
    story.listing = _product_of(story)
    story.say(
        f"{story.operator.name} (operator) and {story.shop.name} (Officina Brenta) sign in and"
        " make API keys"
    )


def _product_of(story: Story) -> Any:
    """A thing of the demo's shop with a GTIN, in stock, that is not too dear."""
    found = story.shop.api.read(search, seller_id=story.shop_id, in_stock=True)
    for card in found.items:
        if card.currency == "EUR" and 2_000 <= card.price_minor < KEPT_BELOW:
            listing = story.shop.api.read(get_listing, card.listing_id)
            if listing.gtin and listing.variants[0].available >= 3:
                return listing
    expect(False, "Officina Brenta has nothing in stock that another shop could sell too")
    return None


def _apply(story: Story) -> None:
    newcomer = story.newcomer
    newcomer.sign_up()
    newcomer.sign_in()
    story.say(f"{newcomer.name} signs up; the link in the mail confirms {newcomer.email}")
    newcomer.make_key(
        "account:read", "orders:read", "orders:write", "shop:read", "shop:write", "cases:read",
        "cases:write", "messages:read", "messages:write",
    )  # fmt: skip
    applied = newcomer.api.write(
        apply_to_sell,
        body=Application(
            name=f"Corner & Co {story.run}",
            legal_name="Livia Corner",
            kind=ApplicationKind.TRADER,
            country=COUNTRY,
            city="Vicenza",
            address=Address(
                name="Livia Corner",
                line1="Contrà Porti 9",
                city="Vicenza",
                postcode="36100",
                country=COUNTRY,
            ),
            register_number="VI-123456",
            contact_email=newcomer.email,
            contact_phone="+390444555010",
            story="Lamps, and what goes with them.",
        ),
    )
    same(applied.status, "applied", "the application's state")
    story.newcomer_id = applied.seller_id
    story.say(f"she applies to sell as “{applied.name}”")


def _verify(story: Story) -> None:
    story.world.wait_for("the application in the operator's queue", lambda: _is_waiting(story))
    checked = [VerificationFactsItem(fact) for fact in CHECKED]
    refusal = story.operator.api.refused(
        verify_seller, story.newcomer_id, body=Verification(checked)
    )
    same(refusal.code, "step_up_needed", "why a key alone verifies nobody")
    desk = story.operator.browser
    page = desk.open(f"{story.world.market}/desk/operator/sellers/{story.newcomer_id}/")
    desk.send(page, page.form(having="facts"), facts=list(CHECKED), do="verify")
    shop = story.newcomer.api.read(get_shop)
    same(shop.status, "verified", "the seller's state")
    same(shop.tier, "new", "the seller's tier")
    subject = story.world.mail_about(story.newcomer.email, "sell")
    story.say(f"the operator verifies her at the desk, in person; a mail says “{subject}”")


def _is_waiting(story: Story) -> bool:
    cursor = ""
    while True:
        page = story.operator.api.read(list_sellers_by_status, cursor=cursor)
        if any(each.seller_id == story.newcomer_id for each in page.items):
            return True
        if not page.next_cursor:
            return False
        cursor = page.next_cursor


def _import(story: Story) -> None:
    listing = story.listing
    price = min(each.price_minor for each in listing.variants) - 100
    shelf = goods.shelf(
        story.run, title=listing.title, brand=listing.brand, gtin=listing.gtin, price_minor=price
    )
    started = story.newcomer.api.write(
        start_product_import,
        body=StartProductImportForm(
            csv=File(io.BytesIO(shelf), "products.csv", "text/csv"),
            pictures=File(io.BytesIO(goods.pictures()), "pictures.zip", "application/zip"),
        ),
    )
    done = story.world.wait_for("the import", lambda: _done(story, started.import_id))
    same((done.created, done.refused), (2, 1), "products made and refused")
    found = story.newcomer.api.read(list_import_findings, done.import_id).items
    bad = [each for each in found if each.severity == "error"]
    expect(bool(bad), "the import did not say what is wrong with the bad row")
    story.say(
        f"she imports a Shopify CSV of {done.total_rows} rows with pictures: {done.created} on"
        f" the shelf; line {bad[0].line}, {bad[0].column}: {bad[0].message}"
    )
    own = story.newcomer.api.read(search, seller_id=story.newcomer_id).items
    lamp = next(card for card in own if card.title.startswith(goods.LAMP))
    expect(lamp.picture is not None, "the lamp has no picture")
    story.own_listing = story.newcomer.api.read(get_listing, lamp.listing_id)
    story.say(
        f"“{listing.title}” stands beside Officina Brenta's, at"
        f" {money(price, 'EUR')}; her own is “{lamp.title}”"
    )


def _done(story: Story, import_id: Any) -> Any:
    report = story.newcomer.api.read(get_import, import_id)
    return None if report.state == "waiting" else report


def _set_shipping(story: Story) -> None:
    option = OptionGiven(
        name="Parcel",
        carrier="practice",
        price_minor=590,
        currency="EUR",
        business_days_min=2,
        business_days_max=4,
        countries=[COUNTRY, "DE", "ES"],
    )
    kept = story.newcomer.api.write(set_shop_shipping, body=OptionsGiven([option]))
    same(len(kept.items), 1, "ways of shipping")
    story.say("she ships for EUR 5.90 within 2 to 4 business days")
