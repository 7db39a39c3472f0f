"""An amount that somebody types is read in one way, or not at all."""

import pytest

from fondaco.kernel.errors import Refusal
from fondaco.market.web.shell.casework import amount_of


@pytest.mark.parametrize(
    ("typed", "currency", "minor"),
    [
        ("12.50", "EUR", 1_250),
        ("12,5", "EUR", 1_250),
        (" 1000 ", "EUR", 100_000),
        (".5", "EUR", 50),
        ("1000", "JPY", 1_000),
        ("1.250", "KWD", 1_250),
        ("", "EUR", 0),
    ],
)
def test_an_amount_is_read(typed: str, currency: str, minor: int) -> None:
    assert amount_of(typed, currency) == minor


@pytest.mark.parametrize(
    ("typed", "currency"),
    [
        ("1,000", "EUR"),
        ("1.000", "EUR"),
        ("2.500", "EUR"),
        ("1,000.00", "EUR"),
        ("1 000", "EUR"),
        ("12.", "EUR"),
        ("-1", "EUR"),
        ("1e3", "EUR"),
        ("1000000000.00", "EUR"),
        ("1,000", "JPY"),
        ("1,250", "KWD"),
    ],
)
def test_an_amount_that_may_be_two_is_refused_with_how_to_write_it(
    typed: str, currency: str
) -> None:
    with pytest.raises(Refusal) as refused:
        amount_of(typed, currency)
    assert refused.value.code == "amount_invalid"
    assert "1250" in str(refused.value.next_step)
