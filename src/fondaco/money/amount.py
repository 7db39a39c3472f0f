"""Money values and the only arithmetic that is right for them."""

from dataclasses import dataclass
from decimal import Decimal, InvalidOperation

from fondaco.money.currency import currency

MAX_AMOUNT_MINOR = 10**15
"""No single amount may exceed this (ten trillion euro in cents): it fits a 64-bit column."""


class CurrencyMismatch(ValueError):
    """Two amounts of different currencies met in one operation."""


class BadAmount(ValueError):
    """A text is not an amount in the currency: letters, too many decimals, too large."""


@dataclass(frozen=True, slots=True, order=False)
class Money:
    """An amount in minor units (cents for EUR) with its ISO 4217 code. May be negative."""

    amount_minor: int
    currency: str

    def __post_init__(self) -> None:
        if type(self.amount_minor) is not int:
            raise TypeError("amount_minor must be an int of minor units")
        currency(self.currency)

    def __add__(self, other: "Money") -> "Money":
        self._same_currency(other)
        return Money(self.amount_minor + other.amount_minor, self.currency)

    def __sub__(self, other: "Money") -> "Money":
        self._same_currency(other)
        return Money(self.amount_minor - other.amount_minor, self.currency)

    def __mul__(self, quantity: int) -> "Money":
        if type(quantity) is not int:
            raise TypeError("money is multiplied by whole quantities only")
        return Money(self.amount_minor * quantity, self.currency)

    def __neg__(self) -> "Money":
        return Money(-self.amount_minor, self.currency)

    def __lt__(self, other: "Money") -> bool:
        self._same_currency(other)
        return self.amount_minor < other.amount_minor

    def __le__(self, other: "Money") -> bool:
        self._same_currency(other)
        return self.amount_minor <= other.amount_minor

    def _same_currency(self, other: "Money") -> None:
        if self.currency != other.currency:
            raise CurrencyMismatch(f"{self.currency} and {other.currency} do not mix")

    def to_decimal(self) -> Decimal:
        """The amount in major units, with exactly the currency's decimals."""
        return Decimal(self.amount_minor).scaleb(-currency(self.currency).exponent)


def parse_amount(text: str, code: str) -> Money:
    """Read a plain decimal such as ``"12.50"`` in currency ``code``.

    Raises :class:`BadAmount` for anything but ASCII digits with at most one point, more
    decimals than the currency has, a negative sign, or more than :data:`MAX_AMOUNT_MINOR`.
    """
    cleaned = text.strip()
    if not cleaned.isascii() or not cleaned.replace(".", "", 1).isdigit() or len(cleaned) > 24:
        raise BadAmount(text)
    try:
        minor = Decimal(cleaned).scaleb(currency(code).exponent)
    except InvalidOperation:
        raise BadAmount(text) from None
    if minor != minor.to_integral_value() or minor > MAX_AMOUNT_MINOR:
        raise BadAmount(text)
    return Money(int(minor), code)
