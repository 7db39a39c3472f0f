from hypothesis import given
from hypothesis import strategies as st

from fondaco.bank.issuer.rates import PER_EURO, convert, rate_text
from fondaco.money.currency import CURRENCIES

codes = st.sampled_from(sorted(CURRENCIES))


def test_every_currency_has_a_rate() -> None:
    assert set(PER_EURO) == set(CURRENCIES)


@given(st.integers(0, 10**12), codes)
def test_a_currency_into_itself_changes_nothing(amount_minor: int, code: str) -> None:
    assert convert(amount_minor, code, code) == amount_minor


@given(st.integers(1, 10**12), codes, codes)
def test_something_never_becomes_nothing(amount_minor: int, source: str, target: str) -> None:
    assert convert(amount_minor, source, target) >= 1


@given(st.integers(0, 10**9), st.integers(0, 10**9), codes, codes)
def test_more_never_becomes_less(first: int, second: int, source: str, target: str) -> None:
    low, high = sorted((first, second))
    assert convert(low, source, target) <= convert(high, source, target)


def test_exponents_are_minded() -> None:
    assert convert(8_390, "EUR", "JPY") == 13_718
    assert convert(13_718, "JPY", "EUR") == 8_390
    assert convert(1_000, "EUR", "KWD") == 3_335


def test_a_rate_is_said_once_for_two_currencies() -> None:
    assert rate_text("GBP", "EUR") == "1 GBP = 1.19119 EUR"
    assert rate_text("EUR", "JPY") == "1 EUR = 163.500 JPY"
    assert rate_text("EUR", "EUR") == ""
