"""What a buyer does from the cart to the receipt, at shop, vault and bank."""

import re
from dataclasses import dataclass

from playwright.sync_api import FrameLocator, Page, expect

from tests.journeys.chromium import PATIENCE_MS
from tests.journeys.people import Person


@dataclass(frozen=True)
class Card:
    """A card of the practice bank, and the phone its codes go to."""

    number: str
    phone: str
    code: str = "123"
    expiry: str = "12/30"


ASKS = Card("4000002760003184", "+447700900105")
"""The bank asks for a code, then approves."""
ASKS_TOO = Card("4000002500003155", "+447700900105")
CLOSES = Card("4000000100000803", "+447700900105")
"""Approved, and closed before a refund comes."""


def put_into_cart(buyer: Person, listing: str, quantity: int = 1) -> None:
    """From a listing's page into the cart."""
    buyer.go(listing)
    buyer.page.locator("#quantity").fill(str(quantity))
    buyer.press("Add to cart", buyer.page.get_by_label("Buy", exact=True))
    buyer.sees(re.compile("In your cart|in your cart"))


def check_out(
    buyer: Person, *, name: str, street: str, postcode: str, city: str, country: str
) -> None:
    """Address and the sellers' first ways of shipping, up to the page that asks for a card."""
    buyer.go("/cart/")
    buyer.press("Go to checkout")
    expect(buyer.page).to_have_url(re.compile("/checkout/"), timeout=PATIENCE_MS)
    other = buyer.page.get_by_label("Another address")
    if other.count():
        other.check()
        if buyer.page.get_by_role("button", name="Use this choice").count():
            buyer.press("Use this choice")
    fields = {"name": name, "line1": street, "postcode": postcode, "city": city}
    for field, text in fields.items():
        buyer.page.locator(f"input[name={field}]").fill(text)
    choose_country(buyer, country)
    buyer.press(re.compile("^Go on to pay"))
    expect(buyer.page).to_have_url(re.compile("/pay/"), timeout=PATIENCE_MS)


def choose_country(buyer: Person, country: str) -> None:
    """With a script the total is worked out anew by itself; without one, by the button."""
    chosen = buyer.page.locator("select[name=country]")
    if chosen.input_value() == country:
        return
    if buyer.scripted:
        with buyer.page.expect_response(lambda answer: "/checkout/" in answer.url):
            chosen.select_option(country)
    else:
        chosen.select_option(country)
        buyer.press("Work the total out again")


def fields_of(page: Page) -> FrameLocator:
    """The vault's fields in the shop's page."""
    return page.frame_locator("iframe.card-fields")


def type_card(place: FrameLocator | Page, card: Card, name: str = "M RUIZ") -> None:
    """Fill in the vault's fields, wherever they are."""
    place.locator("#number").fill(card.number)
    place.locator("#expiry").fill(card.expiry)
    place.locator("#security_code").fill(card.code)
    place.locator("#name").fill(name)


def pay_with(buyer: Person, card: Card, *, save: bool = False) -> None:
    """Type a card and press Pay, up to the bank's page in the shop's."""
    saved = buyer.page.get_by_label("Another card")
    if saved.count():
        saved.check()
    type_card(fields_of(buyer.page), card)
    if save:
        buyer.page.get_by_label(re.compile("Keep this card")).check()
    buyer.page.locator("[data-pay-button]").click()
    wait_for_bank(buyer.page)


def issuer_of(page: Page) -> FrameLocator:
    """The bank's page in the shop's."""
    return page.frame_locator("iframe.issuer")


def wait_for_bank(page: Page) -> None:
    expect(issuer_of(page).locator("#code")).to_be_visible(timeout=PATIENCE_MS)


def bank_without_script(page: Page) -> FrameLocator | Page:
    """The bank's page, opened by the buttons that stand there for whoever has no script."""
    code = page.locator("#code")
    go_on = page.get_by_role("button", name="Go on", exact=True)
    open_it = page.get_by_role("button", name="Open your bank's page")
    expect(code.or_(go_on).or_(open_it).first).to_be_visible(timeout=PATIENCE_MS)
    if go_on.count():
        go_on.click()
        expect(code.or_(open_it).first).to_be_visible(timeout=PATIENCE_MS)
    if open_it.count():
        open_it.click()
    return issuer_of(page) if page.locator("iframe.issuer").count() else page


def code_from_phone(buyer: Person, card: Card, *, unlike: str = "") -> str:
    """Look at the phone: the newest code, once it is another one than ``unlike``."""
    phone = buyer.another_tab()
    for _look in range(40):
        phone.goto(f"{buyer.place.url('bank')}/phone/{card.phone}/")
        codes = phone.locator(".sms .digits")
        if codes.count() and codes.first.inner_text() != unlike:
            code = codes.first.inner_text()
            phone.close()
            return code
        phone.wait_for_timeout(250)
    raise AssertionError(f"no code came to {card.phone}")


def newest_code(buyer: Person, card: Card) -> str:
    """The newest code on the phone now, empty if there is none."""
    phone = buyer.another_tab()
    phone.goto(f"{buyer.place.url('bank')}/phone/{card.phone}/")
    codes = phone.locator(".sms .digits")
    code = codes.first.inner_text() if codes.count() else ""
    phone.close()
    return code


def confirm(place: FrameLocator | Page, code: str) -> None:
    """Type the code at the bank and press its button."""
    place.locator("#code").fill(code)
    place.locator("button[value=answer]").click()


def is_paid(page: Page) -> None:
    expect(page.get_by_role("heading", name=re.compile("^Paid"))).to_be_visible(timeout=PATIENCE_MS)


def pay_whole(buyer: Person, card: Card = ASKS, **given: bool) -> None:
    """From the card form to the receipt."""
    before = newest_code(buyer, card)
    pay_with(buyer, card, **given)
    confirm(issuer_of(buyer.page), code_from_phone(buyer, card, unlike=before))
    is_paid(buyer.page)


def is_declined(buyer: Person, told: str) -> None:
    """Back at the ways to pay, told what happened and what was not done."""
    expect(buyer.page).to_have_url(re.compile("/pay/$"), timeout=PATIENCE_MS)
    buyer.sees(told)
    buyer.sees("Your card was not charged.")


def cancel_order(buyer: Person) -> None:
    """From the receipt to the order, and everything back before it is accepted."""
    buyer.press("Follow this order")
    buyer.press("Cancel and get everything back")
    buyer.sees(re.compile("Everything goes back to you|Your refund waits"))


def open_refused_refund(buyer: Person) -> None:
    """From the charges to the refund that a card did not take, once the bank has said so."""
    for _look in range(60):
        buyer.go("/you/payments/")
        choose = buyer.page.get_by_role("link", name="Refund: choose another way")
        if choose.count():
            choose.click()
            buyer.sees("Where shall it go?")
            return
        buyer.page.wait_for_timeout(250)
    raise AssertionError("no refund waits for its buyer")


def ways(buyer: Person) -> list[str]:
    """What each charge of the buyer was paid with, newest first: the first line of its cell."""
    page = buyer.go("/you/payments/")
    cells = page.locator("table.data tbody tr td:nth-child(3)").all_inner_texts()
    return [cell.strip().splitlines()[0].partition(" ••••")[0] for cell in cells if cell.strip()]


def charges(buyer: Person) -> list[str]:
    """What the buyer's page of charges lists, newest first."""
    buyer.go("/you/payments/")
    return buyer.page.locator("table.data tbody tr td:first-child + td a").all_inner_texts()
