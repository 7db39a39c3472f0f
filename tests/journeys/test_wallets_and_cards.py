"""Paying with a phone's wallet, a debit card, a saved card, and a card made for one payment."""

import re
from uuid import uuid4

import pytest
from playwright.sync_api import expect

from tests.journeys import banking, paying
from tests.journeys.banking import MARTA
from tests.journeys.buying import PASSWORD, Make, a_checkout, another_checkout
from tests.journeys.chromium import PATIENCE_MS
from tests.journeys.looking import look
from tests.journeys.people import Person

pytestmark = [pytest.mark.browser, pytest.mark.slow]

DEBIT = paying.Card("4000056655665556", MARTA.phone)


def open_sheet(buyer: Person, wallet: str) -> None:
    """Press the wallet's button among the card fields; sign in at the bank if it asks."""
    paying.fields_of(buyer.page).get_by_role("link", name=re.compile(wallet)).click()
    buyer.page.wait_for_url(re.compile("/wallet/|/sign-in/"))
    if "/sign-in/" in buyer.page.url:
        banking.answer_sign_in(buyer, MARTA)
    buyer.sees("With which card?")


def test_a_phones_wallet_is_cancelled_then_pays_without_a_code(somebody: Make) -> None:
    buyer = a_checkout(somebody)
    page = buyer.page
    checkout = page.url
    open_sheet(buyer, "Google Pay")
    look(buyer, "wallet-sheet")
    buyer.press("Cancel")
    buyer.sees("You cancelled Google Pay. Nothing was paid")
    look(buyer, "wallet-cancelled")
    buyer.press("Back to the checkout without paying")
    expect(page).to_have_url(checkout, timeout=PATIENCE_MS)

    open_sheet(buyer, "Google Pay")
    pay_from_sheet(buyer)
    buyer.sees("Google Pay")
    another_checkout(buyer)
    open_sheet(buyer, "Apple Pay")
    pay_from_sheet(buyer)
    assert paying.ways(buyer) == ["Apple Pay", "Google Pay"]
    held = banking.lines(buyer, "Everyday account", "Apple Pay")
    expect(held.first).to_be_visible()


def pay_from_sheet(buyer: Person) -> None:
    """Confirm on the sheet, then pay at the shop with what it made."""
    buyer.press("Confirm and pay")
    buyer.page.wait_for_url(re.compile("card_token="))
    buyer.sees("You confirmed on your device.")
    expect(buyer.page.get_by_label(re.compile("Keep this card"))).to_have_count(0)
    look(buyer, "wallet-chosen")
    buyer.press(re.compile("^Pay "))
    paying.is_paid(buyer.page)


def test_a_debit_card_is_kept_and_pays_again_with_a_code_alone(somebody: Make) -> None:
    buyer = a_checkout(somebody)
    paying.pay_whole(buyer, DEBIT, save=True)
    buyer.go("/you/cards/")
    buyer.sees(re.compile("Debit card"))
    look(buyer, "cards")
    another_checkout(buyer)
    page = buyer.page
    expect(page.get_by_label(re.compile("5556"))).to_be_checked()
    look(buyer, "pay-saved")
    before = banking.newest(buyer, MARTA)
    page.locator("[data-pay-button]").click()
    paying.wait_for_bank(page)
    paying.confirm(paying.issuer_of(page), banking.code(buyer, MARTA, unlike=before))
    paying.is_paid(page)
    assert len(paying.charges(buyer)) == 2


def test_a_card_for_one_payment_takes_no_refund_and_a_bank_account_does(somebody: Make) -> None:
    buyer = somebody()
    buyer.sign_up(MARTA.name, f"marta-{uuid4().hex[:8]}@post.example", PASSWORD)
    banking.sign_in(buyer, MARTA)
    iban = buyer.page.get_by_role("article").filter(has_text=MARTA.account).locator(".mono")
    account = iban.inner_text()
    card = banking.virtual_card(buyer, MARTA, "Headphones")
    look(buyer, "virtual-card")
    another_checkout(buyer)
    paying.pay_whole(buyer, card)
    paying.cancel_order(buyer)
    paying.open_refused_refund(buyer)
    buyer.press("Name the account")
    buyer.prove(PASSWORD)
    page = buyer.page
    look(buyer, "refund-account")
    page.get_by_label("IBAN").fill(account)
    buyer.press("Pay it there")
    buyer.sees("It goes to your bank account when the wait is over")
    look(buyer, "refund-held")
    refund = page.url
    banking.days_later(buyer, 4, refund, "It is on its way to your bank")
    banking.days_later(buyer, 4, refund, "It has been paid")
    look(buyer, "refund-paid")
    found = banking.lines(buyer, MARTA.account, "Fondaco")
    expect(found.first).to_contain_text("+€")
