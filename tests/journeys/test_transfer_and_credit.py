"""Paying from a bank account, short and over, and with the credit that a refund became."""

import re
from decimal import Decimal

import pytest
from playwright.sync_api import Page, expect

from tests.journeys import banking, paying
from tests.journeys.banking import MARTA
from tests.journeys.buying import Make, a_checkout, another_checkout
from tests.journeys.chromium import PATIENCE_MS
from tests.journeys.looking import look
from tests.journeys.people import Person

pytestmark = [pytest.mark.browser, pytest.mark.slow]


def test_a_transfer_comes_short_then_over_and_pays_once(somebody: Make) -> None:
    buyer = a_checkout(somebody)
    page = buyer.page
    buyer.press("Bank transfer")
    look(buyer, "transfer-choose")
    buyer.press("Pay by bank transfer", page.get_by_role("main"))
    expect(page.get_by_text("Scan it in your banking app")).to_be_visible(timeout=PATIENCE_MS)
    follow = page.url
    reference = page.locator("#t-reference").inner_text().replace(" ", "")
    assert reference.startswith("RF")
    assert page.locator(".transfer-figure svg").bounding_box()["width"] >= 120  # type: ignore[index]
    look(buyer, "transfer")

    total = missing(page)
    send_from_bank(buyer, total - 10, reference)
    banking.days_later(buyer, 1, follow, "have come")
    assert missing(page) == Decimal("10.00")
    look(buyer, "transfer-partly")

    send_from_bank(buyer, Decimal("12.50"), reference)
    banking.days_later(buyer, 1, follow, "Paid. Fondaco holds your money.")
    buyer.sees("has come.")
    buyer.go("/you/payments/")
    surplus = page.get_by_role("row").filter(has_text="2.50")
    look(buyer, "charges-surplus")
    buyer.press("Refund, with your bank", surplus)
    buyer.sees("More came by your transfer than was to be paid.")
    order = re.findall(r"FO-[0-9A-Z-]+", page.get_by_role("main").inner_text())[0]
    look(buyer, "refund-surplus")
    refund = page.url
    banking.days_later(buyer, 1, refund, "It is on its way to your bank")
    banking.days_later(buyer, 4, refund, "It has been paid")
    back = banking.lines(buyer, MARTA.account, f"Fondaco refund {order}")
    expect(back).to_have_count(1)
    expect(back).to_contain_text("+€2.50")
    look(buyer, "statement-refund")


def missing(page: Page) -> Decimal:
    """The sum that the page still asks for."""
    return Decimal(page.locator("#t-amount").inner_text().replace(",", ""))


def send_from_bank(buyer: Person, amount: Decimal, reference: str) -> None:
    """Follow the page's link to the practice bank, and send this much."""
    buyer.press("Fill it in at the practice bank")
    if "/sign-in/" in buyer.page.url:
        banking.answer_sign_in(buyer, MARTA)
    expect(buyer.page.get_by_label("Reference")).to_have_value(reference)
    banking.send(buyer, MARTA, str(amount))


def test_a_refund_that_its_card_refuses_becomes_credit_and_pays_the_next_order(
    somebody: Make,
) -> None:
    buyer = a_checkout(somebody)
    paying.pay_whole(buyer, paying.CLOSES)
    paying.cancel_order(buyer)
    paying.open_refused_refund(buyer)
    look(buyer, "refund-choice")
    buyer.press("Take it as credit")
    buyer.sees("It is credit on Fondaco")
    look(buyer, "refund-credited")

    another_checkout(buyer)
    page = buyer.page
    buyer.press("Your credit")
    look(buyer, "credit-use")
    page.get_by_role("button", name=re.compile("^Pay ")).dblclick()
    paying.is_paid(page)
    buyer.sees("were taken from your credit.")
    look(buyer, "credit-paid")
    buyer.go("/you/credit/")
    buyer.sees("No money of yours is kept here")
    expect(page.get_by_role("cell", name="Paid for an order")).to_have_count(1)
    look(buyer, "wallet")
    assert paying.ways(buyer) == ["Credit", "Visa"]
