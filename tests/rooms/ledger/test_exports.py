"""The books as files: read back by beancount, a program of its own, and by a CSV reader."""

import csv
import io
import re
import subprocess
import sys
from collections.abc import Callable
from datetime import date, datetime, timedelta
from pathlib import Path
from uuid import UUID

import pytest
from django.core.management import CommandError, call_command

from fondaco.kernel.ids import new_id
from fondaco.market.ledger import actions, exports, queries
from fondaco.market.ledger.plain_text import account_name
from fondaco.market.ledger.rules import AccountKind, AccountRef, TransferDraft
from fondaco.money.amount import parse_amount
from tests.conftest import NOON

pytestmark = pytest.mark.django_db

ORDER = str(new_id())
SELLER = str(new_id())
RECEIVABLE = AccountRef(AccountKind.ACQUIRER_RECEIVABLE, "", "EUR")
ESCROW = AccountRef(AccountKind.ESCROW, ORDER, "EUR")
BALANCE = AccountRef(AccountKind.SELLER_BALANCE, SELLER, "EUR")
FEE = AccountRef(AccountKind.PLATFORM_FEE, "", "EUR")
CASH_YEN = AccountRef(AccountKind.BANK_CASH, "", "JPY")
TAX_YEN = AccountRef(AccountKind.TAX, "", "JPY")
DAY = NOON.date()


def post(key: str, *transfers: TransferDraft) -> UUID:
    return actions.post(key=key, cause_kind="test", cause_id=UUID(ORDER), transfers=transfers)


@pytest.fixture
def three_days(at_time: Callable[[datetime], None]) -> None:
    """A capture, on the next day a release, on the third something in yen."""
    at_time(NOON)
    post("capture", TransferDraft(RECEIVABLE, ESCROW, 10_050))
    at_time(NOON + timedelta(days=1))
    post("release", TransferDraft(ESCROW, BALANCE, 9_045), TransferDraft(ESCROW, FEE, 1_005))
    at_time(NOON + timedelta(days=2))
    post('in "yen"', TransferDraft(CASH_YEN, TAX_YEN, 1_250))


def checked(pieces: object, folder: Path) -> str:
    """The text, which bean-check found to be right."""
    text = "".join(pieces)  # type: ignore[call-overload]  # any iterator of strings
    file = folder / "books.beancount"
    file.write_text(text)
    tool = Path(sys.executable).parent / "bean-check"
    found = subprocess.run([tool, file], capture_output=True, text=True, check=False)
    assert (found.returncode, found.stderr) == (0, ""), found.stderr
    return text


def closing(text: str) -> dict[str, int]:
    """Account to balance as the ledger has it, from the file's assertions."""
    lines = re.findall(r"^\S+ balance (\S+) +-?([\d.]+) (\w+)$", text, re.MULTILINE)
    signs = re.findall(r"^\S+ balance \S+ +(-?)", text, re.MULTILINE)
    return {
        name: parse_amount(amount, currency).amount_minor * (1 if sign else -1)
        for (name, amount, currency), sign in zip(lines, signs, strict=True)
    }


@pytest.mark.usefixtures("three_days")
def test_beancount_reads_the_books_and_agrees_with_every_balance(tmp_path: Path) -> None:
    found = closing(checked(exports.beancount(), tmp_path))
    every = (RECEIVABLE, ESCROW, BALANCE, FEE, CASH_YEN, TAX_YEN)
    assert found == {account_name(ref): queries.balance(ref) for ref in every}


@pytest.mark.usefixtures("three_days")
def test_beancount_names_a_transfer_that_somebody_changed(tmp_path: Path) -> None:
    text = checked(exports.beancount(), tmp_path)
    with pytest.raises(AssertionError, match="Balance failed"):
        checked([text.replace("  90.45 EUR", "  91.45 EUR").replace("-90.45 EUR", "-91.45 EUR")],
                tmp_path)  # fmt: skip


@pytest.mark.usefixtures("three_days")
def test_the_books_of_one_day_open_with_what_was_there_before(tmp_path: Path) -> None:
    second = DAY + timedelta(days=1)
    text = checked(exports.beancount(first_day=second, last_day=second), tmp_path)
    assert f'{second} * "Balances before {second}"' in text
    assert closing(text)[account_name(ESCROW)] == 0
    assert closing(text)[account_name(BALANCE)] == 9_045
    assert "JPY" not in text


def rows(pieces: object) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO("".join(pieces))))  # type: ignore[call-overload]  # any iterator of strings


@pytest.mark.usefixtures("three_days")
def test_the_journal_has_each_transfer_of_its_days_in_order() -> None:
    found = rows(exports.journal(last_day=DAY + timedelta(days=1)))
    assert [(row["key"], row["position"], row["amount"]) for row in found] == [
        ("capture", "0", "100.50"),
        ("release", "0", "90.45"),
        ("release", "1", "10.05"),
    ]
    assert found[1]["debit_owner"] == ORDER
    assert found[1]["credit_account"] == "seller_balance"
    assert len(rows(exports.journal(first_day=DAY + timedelta(days=2)))) == 1


@pytest.mark.usefixtures("three_days")
def test_a_trial_balance_is_of_the_end_of_its_day() -> None:
    first = rows(exports.trial_balance(last_day=DAY))
    assert [(row["account"], row["debit"], row["credit"]) for row in first] == [
        ("acquirer_receivable", "100.50", "0.00"),
        ("escrow", "0.00", "100.50"),
        ("total", "100.50", "100.50"),
    ]
    now = {(row["account"], row["currency"]): row["balance_minor"] for row in rows(
        exports.trial_balance()
    )}  # fmt: skip
    assert now["platform_fee", "EUR"] == "1005"
    assert now["total", "EUR"] == now["total", "JPY"] == "0"


@pytest.mark.django_db
def test_empty_books_are_files_too(tmp_path: Path) -> None:
    assert rows(exports.journal()) == []
    assert rows(exports.trial_balance(last_day=date(2020, 1, 1))) == []
    checked(exports.beancount(), tmp_path)


@pytest.mark.parametrize(
    ("days", "said"),
    [
        (["--to", "9999-12-31"], "has not begun"),
        (["--from", "2199-01-01"], "has not begun"),
        (["--from", "2026-11-02", "--to", "2026-11-01"], "after the last"),
    ],
)
def test_days_that_make_no_sense_write_nothing(days: list[str], said: str) -> None:
    with pytest.raises(CommandError, match=said):
        call_command("export_books", "journal", *days)
