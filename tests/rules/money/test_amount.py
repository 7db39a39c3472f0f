"""Money values."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fondaco.money.amount import BadAmount, CurrencyMismatch, Money, parse_amount
from fondaco.money.currency import CURRENCIES, UnknownCurrency, currency_by_numeric

codes = st.sampled_from(sorted(CURRENCIES))


@given(st.integers(0, 10**12), codes)
def test_an_amount_written_out_reads_back_the_same(minor: int, code: str) -> None:
    money = Money(minor, code)
    assert parse_amount(str(money.to_decimal()), code) == money


@given(st.integers(), st.integers())
def test_adding_and_taking_away_is_exact(first: int, second: int) -> None:
    total = Money(first, "EUR") + Money(second, "EUR")
    assert total - Money(second, "EUR") == Money(first, "EUR")


def test_currencies_do_not_mix() -> None:
    with pytest.raises(CurrencyMismatch):
        Money(1, "EUR") + Money(1, "USD")


@pytest.mark.parametrize(
    "text",
    ["", "-1", "1,50", "1.505", "1e3", "½", "١٢", "9" * 30, "1.2.3", "NaN", "Infinity", "+1"],
)
def test_what_is_no_amount_is_refused(text: str) -> None:
    with pytest.raises(BadAmount):
        parse_amount(text, "EUR")


def test_a_currency_without_minor_unit_takes_no_decimals() -> None:
    assert parse_amount("1500", "JPY") == Money(1500, "JPY")
    with pytest.raises(BadAmount):
        parse_amount("1500.5", "JPY")


def test_floats_and_unknown_currencies_are_refused() -> None:
    with pytest.raises(TypeError):
        Money(1.5, "EUR")  # type: ignore[arg-type]  # the refusal is what is tested
    with pytest.raises(UnknownCurrency):
        Money(1, "XXX")


def test_numeric_codes_find_their_currency() -> None:
    assert currency_by_numeric("978").code == "EUR"
    with pytest.raises(UnknownCurrency):
        currency_by_numeric("000")
