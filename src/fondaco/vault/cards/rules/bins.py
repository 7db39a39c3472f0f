"""What the first digits of a card tell beyond its brand: the issuer's country and how it is funded.

The list holds the practice bank's ranges. A live installation replaces it with its scheme's table
(same shape); a range that is not listed says nothing, and nothing is guessed.
"""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Issuer:
    """``funding``: ``credit``, ``debit``, ``prepaid`` or ``unknown``; ``country``: ISO 3166-1
    alpha-2, empty when not known."""

    funding: str
    country: str


UNKNOWN = Issuer("unknown", "")

ISSUERS: dict[str, Issuer] = {
    "222300": Issuer("credit", "IT"),
    "371449": Issuer("credit", "IT"),
    "378282": Issuer("credit", "IT"),
    "400000": Issuer("credit", "IT"),
    "400005": Issuer("debit", "IT"),
    "411111": Issuer("prepaid", "IT"),
    "424242": Issuer("credit", "IT"),
    "510510": Issuer("prepaid", "IT"),
    "520082": Issuer("debit", "IT"),
    "555555": Issuer("credit", "IT"),
}


def issuer(number: str) -> Issuer:
    """What is known of the issuer, by the longest listed prefix (8 down to 4 digits)."""
    for length in (8, 7, 6, 5, 4):
        found = ISSUERS.get(number[:length])
        if found is not None:
            return found
    return UNKNOWN
