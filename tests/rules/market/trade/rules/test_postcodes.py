"""Postcodes are of their country's form, and needed where the country has them."""

import pytest

from fondaco.market.trade.rules.postcodes import is_postcode


@pytest.mark.parametrize(
    ("country", "text"),
    [
        *(("ES", "28013"), ("DE", "10115"), ("AT", "1010"), ("NL", "1012 jx"), ("NL", "1012JX")),
        *(("PL", "00-001"), ("PT", "1100-148"), ("SE", "111 22"), ("GB", "SW1A 1AA")),
        *(("GB", "m1 1ae"), ("IE", "D02 AF30"), ("US", "94103-1234"), ("CA", "K1A 0B1")),
        *(("LV", "LV-1010"), ("MT", "VLT 1117"), ("HK", ""), ("RS", "whatever")),
    ],
)
def test_real_postcodes_are_taken(country: str, text: str) -> None:
    assert is_postcode(text, country)


@pytest.mark.parametrize(
    ("country", "text"),
    [
        *(("ES", "999"), ("ES", ""), ("ES", "99999"), ("DE", "1011"), ("NL", "1012"), ("GB", "X")),
        *(("US", "1"), ("es", "28013x"), ("IT", "35121\n1")),
    ],
)
def test_others_are_not(country: str, text: str) -> None:
    assert not is_postcode(text, country)
