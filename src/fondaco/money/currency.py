"""ISO 4217 currencies that Fondaco can hold, with their numeric code and exponent.

Source: ISO 4217 active codes (list one). The exponent is the number of decimal digits
of the minor unit: EUR 2, JPY 0, KWD 3.
"""

from dataclasses import dataclass


class UnknownCurrency(ValueError):
    """The code is not one of :data:`CURRENCIES`."""


@dataclass(frozen=True, slots=True)
class Currency:
    """One currency: alphabetic code, three-digit numeric code, minor unit exponent."""

    code: str
    numeric: str
    exponent: int


CURRENCIES: dict[str, Currency] = {
    code: Currency(code, numeric, exponent)
    for code, numeric, exponent in (
        ("AUD", "036", 2),
        ("BGN", "975", 2),
        ("BHD", "048", 3),
        ("BRL", "986", 2),
        ("CAD", "124", 2),
        ("CHF", "756", 2),
        ("CNY", "156", 2),
        ("CZK", "203", 2),
        ("DKK", "208", 2),
        ("EUR", "978", 2),
        ("GBP", "826", 2),
        ("HKD", "344", 2),
        ("HUF", "348", 2),
        ("INR", "356", 2),
        ("JPY", "392", 0),
        ("KRW", "410", 0),
        ("KWD", "414", 3),
        ("MXN", "484", 2),
        ("NOK", "578", 2),
        ("NZD", "554", 2),
        ("PLN", "985", 2),
        ("RON", "946", 2),
        ("SEK", "752", 2),
        ("SGD", "702", 2),
        ("TRY", "949", 2),
        ("USD", "840", 2),
        ("ZAR", "710", 2),
    )
}


def currency(code: str) -> Currency:
    """The currency with this alphabetic code; raises :class:`UnknownCurrency`."""
    try:
        return CURRENCIES[code]
    except KeyError:
        raise UnknownCurrency(code) from None


def currency_by_numeric(numeric: str) -> Currency:
    """The currency with this ISO 4217 numeric code; raises :class:`UnknownCurrency`."""
    for candidate in CURRENCIES.values():
        if candidate.numeric == numeric:
            return candidate
    raise UnknownCurrency(numeric)
