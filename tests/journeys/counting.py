"""How often somebody was charged, asked of everybody who should know."""

from playwright.sync_api import expect

from tests.journeys import banking, paying
from tests.journeys.banking import TESSA
from tests.journeys.buying import Make
from tests.journeys.chromium import PATIENCE_MS
from tests.journeys.people import Person

FINANCE = "henrik-vos@fondaco.example"


def is_charged_once(somebody: Make, buyer: Person) -> None:
    """On the buyer's page of charges, on the statement of the bank, and in the house's file of the
    payment, which lists every attempt of the one intent and what was taken."""
    charges = paying.charges(buyer)
    assert len(charges) == 1
    banking.sign_in(buyer, TESSA)
    expect(banking.lines(buyer, "Credit card account", charges[0])).to_have_count(1)

    finance = somebody()
    finance.sign_in(FINANCE)
    page = finance.go(f"/desk/payments/one/?reference={charges[0].partition('*')[2]}")
    expect(page.get_by_role("heading", name="Attempts")).to_have_count(1, timeout=PATIENCE_MS)
    attempts = page.get_by_role("region", name="Attempts").get_by_role("row")
    expect(attempts.filter(has_text="captured")).to_have_count(1)
    expect(attempts.filter(has_text="authorized")).to_have_count(0)
