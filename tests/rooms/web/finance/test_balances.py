"""Balances that the bank states and the books do not have, on the finance desk."""

from django.test import Client

from tests.rooms.payments.test_payouts import FakeBank
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
