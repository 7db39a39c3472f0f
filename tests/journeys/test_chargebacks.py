"""“I don't recognise this” at the bank: the shop's case, its answer, both outcomes, the money."""

import re

import pytest
from playwright.sync_api import expect

from tests.journeys import banking, paying
from tests.journeys.banking import TESSA
from tests.journeys.buying import Make, a_checkout, another_checkout
from tests.journeys.chromium import PATIENCE_MS
from tests.journeys.looking import look
from tests.journeys.people import Person

pytestmark = [pytest.mark.browser, pytest.mark.slow]

ACCOUNT = "Credit card account"
NOT_MINE, NOT_RECEIVED = "I did not make this payment", "I did not receive what I paid for"


def test_two_payments_are_disputed_and_the_bank_decides_each_its_own_way(
    somebody: Make,
) -> None:
    buyer = a_checkout(somebody)
    paying.pay_whole(buyer, paying.ASKS)
    another_checkout(buyer)
    paying.pay_whole(buyer, paying.ASKS_TOO)
    not_come, not_hers = paying.charges(buyer)

    banking.sign_in(buyer, TESSA)
    confirmed = dispute(buyer, not_hers, NOT_MINE)
    look(buyer, "bank-dispute")
    undelivered = dispute(buyer, not_come, NOT_RECEIVED)
    cases = the_markets_cases(buyer, 2)
    look(buyer, "case-disputed")

    banking.days_later(buyer, 3, confirmed, "The shop answered")
    expect(buyer.page.locator(".papers li").first).to_be_visible()
    look(buyer, "bank-answered")
    banking.days_later(buyer, 11, confirmed, "Decided for the shop: the credit was taken back")
    look(buyer, "bank-lost")
    banking.days_later(buyer, 0, undelivered, "Decided for you: the credit is yours")

    told = {outcome_of(buyer, case) for case in cases}
    assert told == {"the payment stands", "the cardholder has the money back"}
    taken_back = banking.lines(buyer, ACCOUNT, not_hers)
    expect(taken_back.filter(has_text="taken back later")).to_have_count(1)
    expect(taken_back.filter(has_text="Decided for the shop")).to_have_count(1)
    kept = banking.lines(buyer, ACCOUNT, not_come)
    expect(kept.filter(has_text="yours for good")).to_have_count(1)
    expect(kept.filter(has_text="+€")).to_have_count(1)  # nothing is given back twice
    look(buyer, "statement-disputes")


def dispute(buyer: Person, descriptor: str, why: str) -> str:
    """Open the payment from the statement, and say what is wrong; returns its address."""
    banking.lines(buyer, ACCOUNT, descriptor).first.click()
    page = buyer.page
    expect(page.get_by_role("heading", name="I don't recognise this")).to_be_visible()
    page.get_by_label(why).check()
    buyer.press("Dispute this payment")
    buyer.sees("What happens with my dispute?")
    buyer.sees("Credited for now")
    return page.url


def the_markets_cases(buyer: Person, number: int) -> list[str]:
    """The addresses of the cases that the disputes opened, once they have come."""
    for _look in range(80):
        main = buyer.go("/cases/").get_by_role("main")
        found = main.get_by_role("link").filter(has_text="Mirovolt")
        if found.count() == number:
            paths = [str(found.nth(place).get_attribute("href")) for place in range(number)]
            buyer.go(paths[0])
            buyer.sees("Dispute at the bank")
            return paths
        buyer.page.wait_for_timeout(250)
    raise AssertionError(f"there are not {number} cases")


def outcome_of(buyer: Person, case: str) -> str:
    """How a case's dispute ended, once it has."""
    said = re.compile("the payment stands|the cardholder has the money back")
    for _look in range(40):
        words = buyer.go(case).get_by_text(said)
        if words.count():
            look(buyer, "case-decided")
            return words.first.inner_text()
        buyer.page.wait_for_timeout(PATIENCE_MS // 40)
    raise AssertionError(f"{case} does not say how it ended")
