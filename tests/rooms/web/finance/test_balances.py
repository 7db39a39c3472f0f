"""What finance is shown of trouble with the bank: balances that do not fit, payouts left out."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

from django.test import Client

from fondaco.kernel import clock
from fondaco.market.members.models import PayoutAccount
from fondaco.market.payments import pay_out
from tests.conftest import NOON
from tests.rooms.payments.test_payouts import FakeBank, make_seller
from tests.rooms.web.finance.test_desk import a_day, bank, finance, pytestmark
from tests.rules.market.payments.statements import entry

__all__ = ["bank", "finance", "pytestmark"]


def test_a_difference_is_listed_with_both_figures(bank: FakeBank, finance: Client) -> None:
    a_day(bank, entry("12.00", "CRDT"))
    text = finance.get("/desk/finance/statements/").content.decode()
    assert "The books hold another balance than the bank." in text
    assert "112.00" in text


def test_a_balance_that_fits_is_not_listed(bank: FakeBank, finance: Client) -> None:
    a_day(bank, entry("107.50", "DBIT"))
    text = finance.get("/desk/finance/statements/").content.decode()
    assert "Balances that do not fit" not in text


def test_a_payout_that_no_file_carries_is_listed_with_its_seller(
    bank: FakeBank, finance: Client, at_time: Callable[[Any], None]
) -> None:
    seller_id = make_seller(balance_minor=5_000)
    PayoutAccount.objects.filter(seller_id=seller_id).update(holder_name="\U0001f3fa")
    at_time(NOON + timedelta(days=7))
    pay_out.run(clock.now())
    text = finance.get("/desk/finance/payouts/").content.decode()
    assert "Left out of their file" in text
    assert text.count("Officina Brenta") == 1
