"""What a bank can answer, each told apart, and what the buyer does next: always a way on."""

import pytest
from playwright.sync_api import expect

from tests.journeys import banking, paying
from tests.journeys.banking import TESSA
from tests.journeys.buying import Make, a_checkout
from tests.journeys.chromium import PATIENCE_MS
from tests.journeys.looking import look
from tests.journeys.people import Person

pytestmark = [pytest.mark.browser, pytest.mark.slow]

NO_FUNDS = paying.Card("4000000000009995", TESSA.phone)
EXPIRED = paying.Card("4000000000000069", TESSA.phone)
LOST = paying.Card("4000000000009987", TESSA.phone)
SOFT = paying.Card("4000000100000704", TESSA.phone)


def try_without_code(buyer: Person, card: paying.Card) -> None:
    """Type a card that the bank answers without asking, and press Pay."""
    paying.type_card(paying.fields_of(buyer.page), card)
    buyer.page.locator("[data-pay-button]").click()


def test_each_decline_says_what_it_is_and_the_next_card_pays(somebody: Make) -> None:
    buyer = a_checkout(somebody)
    before = banking.newest(buyer, TESSA)
    paying.pay_with(buyer, NO_FUNDS)
    paying.confirm(paying.issuer_of(buyer.page), banking.code(buyer, TESSA, unlike=before))
    paying.is_declined(buyer, "The card does not have enough money or limit for this amount.")
    look(buyer, "declined")
    try_without_code(buyer, EXPIRED)
    paying.is_declined(buyer, "The card has expired, or its expiry date was entered wrongly.")
    try_without_code(buyer, LOST)
    paying.is_declined(buyer, "Your bank wants to hear from you before it lets this through.")
    buyer.sees("Bank transfer")
    assert paying.charges(buyer) == []
    buyer.go("/orders/")
    buyer.press("Pay now")
    paying.pay_whole(buyer, SOFT)
    assert len(paying.charges(buyer)) == 1


def test_a_challenge_is_cancelled_then_a_new_code_is_asked_for(somebody: Make) -> None:
    buyer = a_checkout(somebody)
    page = buyer.page
    first = banking.newest(buyer, TESSA)
    paying.pay_with(buyer, paying.ASKS)
    look(buyer, "challenge")
    old = banking.code(buyer, TESSA, unlike=first)
    paying.issuer_of(page).get_by_role("button", name="Cancel payment").click()
    paying.is_declined(buyer, "Your bank did not get the confirmation it asked you for.")
    look(buyer, "challenge-cancelled")

    paying.pay_with(buyer, paying.ASKS)
    sent = banking.code(buyer, TESSA, unlike=old)
    bank = paying.issuer_of(page)
    bank.get_by_role("button", name="Send a new code").click()
    expect(bank.get_by_role("status")).to_contain_text(
        "A new code is on its way.", timeout=PATIENCE_MS
    )
    again = banking.code(buyer, TESSA, unlike=sent)
    paying.confirm(bank, sent)
    expect(bank.get_by_role("alert")).to_contain_text("2 tries left", timeout=PATIENCE_MS)
    look(buyer, "challenge-wrong")
    paying.confirm(bank, again)
    paying.is_paid(page)
    assert len(paying.charges(buyer)) == 1
