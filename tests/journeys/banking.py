"""What a cardholder does at the practice bank: sign in, send money, make a card, dispute."""

import re
from dataclasses import dataclass
from datetime import timedelta

from playwright.sync_api import Locator, expect

from fondaco.cli.programs import Installation
from fondaco.cli.walkthrough.telling import Narrator
from fondaco.cli.walkthrough.world import World
from fondaco.demo.goods.people import DEMO_PASSWORD
from tests.journeys import paying
from tests.journeys.chromium import PATIENCE_MS
from tests.journeys.people import Person


@dataclass(frozen=True)
class Customer:
    """Somebody with accounts at the practice bank, and the account that sends transfers."""

    name: str
    email: str
    phone: str
    account: str = "Everyday account"


MARTA = Customer("Marta Ruiz", "marta-ruiz@post.example", "+34655550101")
LONGEST_CLOSING = 8
"""Days: Easter's four, what a statement takes, and a busy machine."""
TESSA = Customer("Tessa Prova", "tessa-prova@post.example", "+447700900105")


def world_of(place: Installation) -> World:
    """The running programs, with their clock."""
    return World(place, Narrator(lambda text: None))


def days_later(person: Person, days: int, path: str, told: str) -> None:
    """Let days pass; the page then says what the workers have done meanwhile. Where it does not
    within a moment, it is a weekend or a bank holiday, and one day more passes."""
    world = world_of(person.place)
    world.move_clock(timedelta(days=days))
    for more in range(LONGEST_CLOSING):
        for _look in range(PATIENCE_MS // 250 if more == LONGEST_CLOSING - 1 else 12):
            person.page.goto(path)
            if person.page.get_by_text(told).count():
                return
            person.page.wait_for_timeout(250)
        world.move_clock(timedelta(days=1))
    raise AssertionError(f"{path} does not say: {told}")


def sign_in(person: Person, customer: Customer, path: str = "/accounts/") -> None:
    """Password, then the code from the phone; ends on the page that was asked for."""
    page = person.go(path, "bank")
    if "/sign-in/" in page.url:
        answer_sign_in(person, customer)


def answer_sign_in(person: Person, customer: Customer) -> None:
    """From the bank's sign-in to wherever it leads."""
    page = person.page
    before = newest(person, customer)
    page.get_by_label("E-mail address").fill(customer.email)
    page.get_by_label("Password").fill(DEMO_PASSWORD)
    person.press("Go on", page.get_by_role("main"))
    expect(page).to_have_url(re.compile("/sign-in/code/"), timeout=PATIENCE_MS)
    page.get_by_label("Code").fill(code(person, customer, unlike=before))
    person.press("Sign in", page.get_by_role("main"))
    expect(page).not_to_have_url(re.compile("/sign-in/"), timeout=PATIENCE_MS)


def newest(person: Person, customer: Customer) -> str:
    """The newest code on the customer's phone now."""
    return paying.newest_code(person, paying.Card("", customer.phone))


def code(person: Person, customer: Customer, *, unlike: str) -> str:
    """The code that comes to the customer's phone next."""
    return paying.code_from_phone(person, paying.Card("", customer.phone), unlike=unlike)


def send(person: Person, customer: Customer, amount: str = "") -> None:
    """Send what the form on the page says, or another amount, and confirm it by phone."""
    page = person.page
    if amount:
        page.get_by_label("Amount").fill(amount)
    page.get_by_label("From").select_option(
        page.get_by_label("From")
        .locator("option", has_text=customer.account)
        .get_attribute("value")
    )
    before = newest(person, customer)
    person.press("Go on", page.get_by_role("main"))
    expect(page.get_by_role("heading", level=1)).to_have_text(re.compile("^Send "))
    person.sees("Name checked")
    page.get_by_label("Code from your phone").fill(code(person, customer, unlike=before))
    person.press("Send it")
    expect(page).to_have_url(re.compile("/accounts/"), timeout=PATIENCE_MS)


def virtual_card(person: Person, customer: Customer, label: str) -> paying.Card:
    """Make a card for one payment, and read its number and code."""
    page = person.go("/cards/new/", "bank")
    page.get_by_label("Name", exact=True).fill(label)
    page.get_by_label("One payment only").check()
    person.press("Make the card")
    person.sees("Your virtual card is ready.")
    before = newest(person, customer)
    person.press("Show number and code")
    page.get_by_label("Code from your phone").fill(code(person, customer, unlike=before))
    person.press("Show it")
    plate = page.locator(".plate .number")
    expect(plate).to_have_text(re.compile(r"^[\d ]{19}$"), timeout=PATIENCE_MS)
    return paying.Card(
        number=plate.inner_text().replace(" ", ""),
        phone=customer.phone,
        code=page.locator(".panel .big.mono").inner_text(),
        expiry=page.locator(".plate .bottom span").nth(1).inner_text(),
    )


def lines(person: Person, account: str, words: str) -> Locator:
    """Lines of an account's statement that have these words, newest first."""
    person.go("/accounts/", "bank")
    person.press(account, person.page.get_by_role("main"))
    return person.page.get_by_role("main").locator(".line").filter(has_text=words)
