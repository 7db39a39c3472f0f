"""The books as files of other programs: every kind has its place, and debit equals credit."""

from collections import Counter
from datetime import UTC, date, datetime
from decimal import Decimal
from uuid import UUID

from hypothesis import given
from hypothesis import strategies as st

from fondaco.market.ledger.plain_text import (
    CLASSES,
    Line,
    account_name,
    balance_rows,
    beancount,
    journal_row,
)
from fondaco.market.ledger.rules import AccountKind, AccountRef

DAY = date(2026, 11, 24)
CASH = AccountRef(AccountKind.BANK_CASH, "", "EUR")
FEE = AccountRef(AccountKind.PLATFORM_FEE, "", "EUR")
YEN = AccountRef(AccountKind.TAX, "", "JPY")
YEN_CASH = AccountRef(AccountKind.BANK_CASH, "", "JPY")


def a_line(source: AccountRef, target: AccountRef, minor: int, position: int = 0) -> Line:
    at = datetime(2026, 11, 24, 9, tzinfo=UTC)
    return Line(
        UUID(int=7), 'a "key"', "seller_fee", UUID(int=9), at, position, source, target, minor
    )


def test_every_kind_of_account_has_a_class() -> None:
    assert set(CLASSES) == set(AccountKind)


def test_an_owners_account_bears_the_owner_in_a_form_that_beancount_allows() -> None:
    owner = "abcdef01-0000-7000-8000-000000000001"
    name = account_name(AccountRef(AccountKind.SELLER_BALANCE, owner, "EUR"))
    assert name == f"Liabilities:Seller-Balance:{owner.upper()}"


def test_a_transfer_debits_what_gives_here_and_credits_what_receives() -> None:
    row = journal_row(a_line(CASH, FEE, 1250))
    assert row[6:] == ("bank_cash", "", "platform_fee", "", "12.50", "1250", "EUR")


def test_an_amount_has_the_decimals_of_its_currency() -> None:
    text = "".join(
        beancount(
            "t", {}, [[a_line(YEN_CASH, YEN, 1250)]], first_day=DAY, day_after=date(2026, 11, 25)
        )
    )
    assert "  Assets:Bank-Cash  1250 JPY\n  Liabilities:Tax  -1250 JPY\n" in text
    assert "2026-11-25 balance Liabilities:Tax  -1250 JPY" in text
    assert '  key: "a \\"key\\""\n' in text


@given(
    st.lists(
        st.tuples(
            st.sampled_from([(CASH, FEE), (FEE, CASH), (YEN_CASH, YEN)]), st.integers(1, 10**12)
        ),
        max_size=20,
    ),
    st.integers(-(10**9), 10**9),
)
def test_closing_balances_are_the_opening_ones_and_all_that_moved(
    moves: list[tuple[tuple[AccountRef, AccountRef], int]], before: int
) -> None:
    opening = {CASH: before, FEE: -before}
    entries = [[a_line(*pair, minor)] for pair, minor in moves]
    text = "".join(beancount("t", opening, entries, first_day=DAY, day_after=date(2026, 11, 25)))
    sums: Counter[tuple[str, str]] = Counter()
    stated = {}
    for line in text.splitlines():
        if line.startswith("  ") and ":" in line and not line.endswith('"'):
            name, amount, currency = line.split()
            sums[name, currency] += int(Decimal(amount) * (100 if currency == "EUR" else 1))
        elif " balance " in line:
            _day, _word, name, amount, currency = line.split()
            stated[name, currency] = int(Decimal(amount) * (100 if currency == "EUR" else 1))
    del sums["Equity:Opening-Balances", "EUR"]
    assert stated == {key: sums[key] for key in stated}
    assert {key for key, minor in sums.items() if minor} <= set(stated)


def test_debit_and_credit_of_a_trial_balance_come_to_the_same() -> None:
    rows = list(
        balance_rows([(AccountKind.BANK_CASH, "EUR", -700), (AccountKind.PLATFORM_FEE, "EUR", 700)])
    )
    assert rows[-1] == ("", "total", "EUR", "7.00", "7.00", "0")
    assert rows[0] == ("Assets", "bank_cash", "EUR", "7.00", "0.00", "-700")
