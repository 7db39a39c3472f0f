"""A case as the two sides and a mediator see it."""

import re
from collections.abc import Callable
from pathlib import Path

from playwright.sync_api import expect

from tests.journeys.people import Person

MEDIATORS = ("daniel-moreau@fondaco.example", "sofia-lindqvist@fondaco.example")
WHY = "The picture shows another colour than the listing, and the seller showed nothing else."


def complain(buyer: Person, order_path: str, folder: Path) -> None:
    """What came is not as described: a case with a picture, asking for a part back."""
    buyer.go(order_path)
    buyer.press("Something is wrong")
    page = buyer.page
    page.get_by_label("It is not as described").check()
    page.get_by_label("What happened?").fill("One of the two has another colour than the listing.")
    page.get_by_label("Part of my money back").check()
    page.get_by_label("How much back?").fill("30.00")
    shown = buyer.picture(folder / "headphones.jpg", "crimson")
    page.get_by_label("Pictures").set_input_files(shown)
    buyer.press("Open the case")
    buyer.sees("The case is open")
    expect(page.get_by_role("region", name="Evidence").locator("img").first).to_be_visible()


def answer(seller: Person, kind: str, amount: str = "") -> str:
    """The seller answers the newest case, with an offer or with no; returns its address."""
    seller.go("/sell/cases/")
    main = seller.page.get_by_role("main")
    main.get_by_role("link").filter(has_text="Mirovolt").first.click()
    case = seller.page.url
    seller.page.locator(f"input[name=kind][value={kind}]").check()
    if amount:
        seller.page.get_by_label("How much back, for a part").fill(amount)
    seller.page.get_by_label("What you say to the buyer").fill("I see it otherwise, and am sorry.")
    seller.press("Send the answer")
    expect(seller.page).to_have_url(case)
    seller.sees("I see it otherwise, and am sorry.")
    return case


def open_case(buyer: Person) -> None:
    """From the buyer's list to the newest case."""
    buyer.go("/cases/")
    main = buyer.page.get_by_role("main")
    main.get_by_role("link").filter(has_text="Mirovolt").first.click()


def accept(buyer: Person, amount: str) -> None:
    """The buyer takes the offer: the refund goes out at once and shows."""
    open_case(buyer)
    buyer.press("Accept")
    buyer.sees(re.compile(f"{re.escape(amount)} is (on its way back|back)"))
    buyer.go("/you/payments/")
    buyer.sees(re.compile("Refund"))


def ask_for_mediator(buyer: Person) -> str:
    """The two do not agree; returns the case's id."""
    open_case(buyer)
    buyer.press("Ask for a mediator")
    buyer.sees(re.compile("mediator", re.I))
    return buyer.page.url.rstrip("/").rpartition("/")[2]


def decide(somebody: Callable[[], Person], case: str, amount: str) -> None:
    """Whoever of the mediators was drawn decides, with reasons, on the evidence."""
    for email in MEDIATORS:
        mediator = somebody()
        mediator.sign_in(email)
        page = mediator.go(f"/desk/mediator/cases/{case}/")
        decision = page.locator("form[action$='/decide/']")
        if not decision.count():
            continue
        decision.locator("input[name=kind][value=refund]").check()
        decision.locator("input[name=amount]").fill(amount)
        decision.locator("select[name=reason_code]").select_option("differs_from_listing")
        decision.locator("textarea[name=text]").fill(WHY)
        decision.locator("input[name=evidence]").first.check()
        decision.get_by_role("button", name="Look at what it does").click()
        mediator.sees("Who gets what")
        page.get_by_role("button", name="Decide").click()
        mediator.sees(WHY)
        return
    raise AssertionError("no mediator was drawn")


def read_decision(buyer: Person, amount: str) -> None:
    """The buyer reads what was decided and why, and where the money is."""
    open_case(buyer)
    for told in (WHY, re.compile(f"You get|The buyer gets .*{re.escape(amount)}")):
        buyer.sees(told)
    buyer.sees(re.compile(f"{re.escape(amount)} is (on its way back|back)"))
