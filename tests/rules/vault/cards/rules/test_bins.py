"""What a number tells of its issuer."""

import pytest

from fondaco.bank.issuer.ranges import RANGES
from fondaco.vault.cards.rules.bins import ISSUERS, UNKNOWN, Issuer, issuer, read_table


def test_a_listed_range_tells_funding_and_country() -> None:
    assert issuer("4242424242424242").funding == "credit"
    assert issuer("4000056655665556").funding == "debit"
    assert issuer("5105105105105100").funding == "prepaid"
    assert issuer("371449635398431").country == "IT"


def test_nothing_is_guessed_of_a_range_that_is_not_listed() -> None:
    assert issuer("4999999999999999") == UNKNOWN


def test_the_list_is_the_practice_banks() -> None:
    assert {entry.start[:6]: entry.funding for entry in RANGES} == {
        prefix: known.funding for prefix, known in ISSUERS.items()
    }


def test_a_table_of_ones_own_is_read_and_the_longest_prefix_wins() -> None:
    table = read_table("prefix,funding,country\n4242,debit,FR\n42424242,credit,\n")
    assert issuer("4242424242424242", table) == Issuer("credit", "")
    assert issuer("4242000000000000", table) == Issuer("debit", "FR")
    assert issuer("5555555555554444", table) == UNKNOWN


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("", 1),
        ("bin,funding\n4242,debit\n", 1),
        ("prefix,funding,country\n424,debit,FR\n", 2),
        ("prefix,funding,country\n424242424,debit,FR\n", 2),
        ("prefix,funding,country\n\u0664242,debit,FR\n", 2),
        ("prefix,funding,country\n4242,debit,FR\n4243,charge,FR\n", 3),
        ("prefix,funding,country\n4242,debit,fr\n", 2),
        ("prefix,funding,country\n4242,debit\n", 2),
        ("prefix,funding,country\n4242,debit,FR\n4242,credit,FR\n", 3),
    ],
)
def test_a_table_with_a_fault_is_refused_by_line(text: str, line: int) -> None:
    if line == 2 and text.endswith("debit\n"):
        assert read_table(text)["4242"] == Issuer("debit", "")
        return
    with pytest.raises(ValueError, match=f"line {line}"):
        read_table(text)
