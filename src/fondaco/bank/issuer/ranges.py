"""Which numbers the bank issues: well-known test ranges only, never a real bank's. Pure."""

from dataclasses import dataclass

from fondaco.threeds.outcome import Brand


@dataclass(frozen=True, slots=True)
class IssuerRange:
    """Numbers from ``start`` to ``end``; ``versions`` is the span of 3-D Secure versions that
    their ACS speaks, ``has_method`` whether it has a 3DS Method page."""

    start: str
    end: str
    brand: Brand
    funding: str
    versions: tuple[str, str] = ("2.1.0", "2.2.0")
    has_method: bool = True

    def covers(self, number: str) -> bool:
        return len(number) == len(self.start) and self.start <= number <= self.end


RANGES: tuple[IssuerRange, ...] = (
    IssuerRange("4000000000000000", "4000009999999999", Brand.VISA, "credit", has_method=False),
    IssuerRange("4000050000000000", "4000059999999999", Brand.VISA, "debit"),
    IssuerRange("4111110000000000", "4111119999999999", Brand.VISA, "prepaid"),
    IssuerRange("4242420000000000", "4242429999999999", Brand.VISA, "credit"),
    IssuerRange("2223000000000000", "2223009999999999", Brand.MASTERCARD, "credit"),
    IssuerRange(
        "5105100000000000", "5105109999999999", Brand.MASTERCARD, "prepaid", has_method=False
    ),
    IssuerRange(
        "5200820000000000",
        "5200829999999999",
        Brand.MASTERCARD,
        "debit",
        versions=("2.1.0", "2.1.0"),
        has_method=False,
    ),
    IssuerRange("5555550000000000", "5555559999999999", Brand.MASTERCARD, "credit"),
    IssuerRange("371449000000000", "371449999999999", Brand.AMEX, "credit"),
    IssuerRange("378282000000000", "378282999999999", Brand.AMEX, "credit", has_method=False),
)
VIRTUAL_PREFIXES = {Brand.VISA: "41111180", Brand.MASTERCARD: "55555580"}
"""First eight digits of virtual cards; each lies in a range above."""


def range_of(number: str) -> IssuerRange | None:
    """The range that a card number lies in, or None when it is not the bank's."""
    return next((entry for entry in RANGES if entry.covers(number)), None)


def with_check_digit(digits: str) -> str:
    """The digits and their check digit (ISO/IEC 7812-1, annex B)."""
    total = 0
    for position, digit in enumerate(reversed(digits)):
        value = int(digit)
        if position % 2 == 0:
            value = value * 2 - 9 if value > 4 else value * 2
        total += value
    return digits + str(-total % 10)
