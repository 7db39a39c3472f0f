"""Buyers and what they have to pay; the way of an order to their door."""

import re
from collections.abc import Callable
from uuid import uuid4

from tests.journeys import paying, selling
from tests.journeys.people import Person

Make = Callable[..., Person]
PASSWORD = "heron teapot ledger 58"
HOME = {
    "name": "Lina Weber", "street": "Calle del Olmo 9", "postcode": "28012",
    "city": "Madrid", "country": "ES",
}  # fmt: skip
BRENTA, BALTICUM = "officina-brenta@trade.example", "balticum-works@trade.example"


def a_buyer(somebody: Make, **options: object) -> Person:
    """Somebody new, with a confirmed account, signed in."""
    person = somebody(**options)
    person.sign_up(HOME["name"], f"lina-{uuid4().hex[:8]}@post.example", PASSWORD)
    return person


def listing_of(person: Person, words: str, seller: str) -> str:
    """The path of this shop's listing with these words."""
    page = person.go(f"/s/{seller}/?q={words.replace(' ', '+')}")
    found = page.locator("a[href^='/l/']").filter(has_text=words)
    return str(found.first.get_attribute("href"))


def a_checkout(somebody: Make, **options: object) -> Person:
    """A new buyer before the card fields, with one thing to pay."""
    buyer = a_buyer(somebody, **options)
    another_checkout(buyer)
    return buyer


def another_checkout(buyer: Person) -> None:
    """One thing in the cart, up to the page that asks for a card."""
    paying.put_into_cart(buyer, listing_of(buyer, "Mirovolt S2", "balticum-works"))
    paying.check_out(buyer, **HOME)


def order_of(buyer: Person, seller: str) -> tuple[str, str]:
    """Reference and path of the buyer's order from this seller."""
    card = buyer.go("/orders/").locator("li.thing").filter(has_text=seller)
    reference = re.search(r"FO-[0-9A-Z-]+", card.inner_text())
    assert reference is not None
    return reference[0], str(card.get_by_role("link").first.get_attribute("href"))


def ship(seller: Person, order: tuple[str, str], sender: str) -> None:
    selling.accept_order(seller, order[0])
    path = seller.page.url
    number = selling.make_label(seller, sender=sender, postcode="28012", country="ES")
    selling.hand_over(seller, path, number)
    selling.scan(seller, number, "Accepted", "In transit", "Out for delivery", "Delivered")
    seller.go(path)
    seller.sees(re.compile("[Dd]elivered"))
