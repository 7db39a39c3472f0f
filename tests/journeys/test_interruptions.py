"""Whatever a browser does in the middle of a payment: one charge, and the order is not lost."""

import pytest

from tests.journeys import banking, paying
from tests.journeys.banking import TESSA
from tests.journeys.buying import PASSWORD, Make, a_buyer, another_checkout
from tests.journeys.counting import is_charged_once
from tests.journeys.looking import look
from tests.journeys.people import Person

pytestmark = [pytest.mark.browser, pytest.mark.slow]


def at_the_challenge(somebody: Make) -> tuple[Person, str, str]:
    """A buyer whom the bank is asking; also their address and the code on their phone."""
    buyer = a_buyer(somebody)
    another_checkout(buyer)
    before = banking.newest(buyer, TESSA)
    paying.pay_with(buyer, paying.ASKS)
    return buyer, buyer.email, banking.code(buyer, TESSA, unlike=before)


def back_at_home(somebody: Make, email: str) -> Person:
    """The same buyer at another machine, at the payment that waits."""
    buyer = somebody()
    buyer.sign_in(email, PASSWORD)
    buyer.go("/orders/")
    buyer.press("Pay now")
    buyer.sees("Your bank is waiting for you")
    return buyer


def test_a_laptop_closed_at_the_bank_is_opened_and_the_payment_finished(somebody: Make) -> None:
    away, email, code = at_the_challenge(somebody)
    away.leave()
    buyer = back_at_home(somebody, email)
    look(buyer, "waiting")
    buyer.press("Go on with the confirmation")
    paying.wait_for_bank(buyer.page)
    newest = banking.newest(buyer, TESSA)
    paying.confirm(paying.issuer_of(buyer.page), newest or code)
    paying.is_paid(buyer.page)
    is_charged_once(somebody, buyer)
    buyer.go("/cart/")
    buyer.sees("Your cart is empty")


def test_a_laptop_closed_at_the_bank_is_opened_and_the_payment_begun_anew(
    somebody: Make,
) -> None:
    away, email, _code = at_the_challenge(somebody)
    old = away.page.url
    away.context.set_offline(True)
    buyer = back_at_home(somebody, email)
    paying.pay_whole(buyer, paying.ASKS_TOO)
    away.context.set_offline(False)
    away.page.goto(old)
    paying.is_paid(away.page)
    is_charged_once(somebody, buyer)
    buyer.go("/cart/")
    buyer.sees("Your cart is empty")
