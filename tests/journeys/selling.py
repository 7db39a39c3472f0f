"""What a seller and the carrier do with an order."""

import re

from playwright.sync_api import expect

from tests.journeys.chromium import PATIENCE_MS
from tests.journeys.people import Person


def answer_question(seller: Person, text: str, answer: str) -> None:
    """Find the question among the shop's messages and answer it."""
    seller.go("/messages/")
    shop = seller.page.get_by_role("link", name="To your shop").filter(visible=True)
    if not seller.page.get_by_text(text[:30]).count() and shop.count():
        shop.first.click()
    seller.page.locator("ul.inbox a").filter(has_text=text[:30]).first.click()
    seller.page.get_by_label("Your answer").fill(answer)
    seller.press("Send", seller.page.get_by_role("main"))
    seller.sees(answer)


def accept_order(seller: Person, reference: str) -> None:
    """Open the order from the board and promise to send it."""
    seller.go("/sell/orders/")
    seller.press(reference, seller.page.get_by_role("main"))
    seller.press("Accept the order")
    seller.sees("Send it")


def make_label(seller: Person, *, sender: str, postcode: str, country: str) -> str:
    """A label at the practice carrier's counter; returns the tracking number."""
    seller.go("/carrier/labels/", "bank")
    seller.page.get_by_label("Sender", exact=True).fill(sender)
    seller.page.get_by_label("Postcode of the address").fill(postcode)
    seller.page.get_by_label("Country of the address").fill(country)
    seller.page.get_by_label("Weight in grams").fill("640")
    seller.press("Make the label")
    heading = seller.page.get_by_role("heading", level=1)
    expect(heading).to_have_text(re.compile(r"^TR\w+$"), timeout=PATIENCE_MS)
    return heading.inner_text()


def hand_over(seller: Person, order_path: str, number: str) -> None:
    """Type the tracking number into the order."""
    seller.go(order_path)
    seller.page.locator("select[name=carrier]").select_option("practice")
    seller.page.locator("input[name=tracking_number]").fill(number)
    seller.press(re.compile("record the parcel", re.I))
    seller.sees(number)


def scan(seller: Person, number: str, *steps: str, signed_by: str = "") -> None:
    """The carrier's driver scans the parcel, step after step."""
    for step in steps:
        seller.go(f"/carrier/parcels/{number}/", "bank")
        if signed_by:
            seller.page.get_by_label("Signed by").fill(signed_by)
        seller.page.get_by_role("button", name=step, exact=True).click()
        expect(seller.page.locator("ol.way .what").filter(has_text=step)).to_be_visible(
            timeout=PATIENCE_MS
        )
