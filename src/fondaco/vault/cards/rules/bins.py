"""What the first digits of a card tell beyond its brand: the issuer's country and how it is funded.

The list below holds the practice bank's ranges. A live installation puts its scheme's table in a
file of the same three columns; a range that is not listed says nothing, and nothing is guessed.
"""

import csv
from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Issuer:
    """``funding``: ``credit``, ``debit``, ``prepaid`` or ``unknown``; ``country``: ISO 3166-1
    alpha-2, empty when not known."""

    funding: str
    country: str


UNKNOWN = Issuer("unknown", "")
FUNDINGS = frozenset({"credit", "debit", "prepaid", "unknown"})

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


def issuer(number: str, issuers: Mapping[str, Issuer] = ISSUERS) -> Issuer:
    """What is known of the issuer, by the longest listed prefix (8 down to 4 digits)."""
    for length in (8, 7, 6, 5, 4):
        found = issuers.get(number[:length])
        if found is not None:
            return found
    return UNKNOWN


def read_table(text: str) -> dict[str, Issuer]:
    """The table of a CSV file with the columns ``prefix``, ``funding``, ``country``.

    Raises ``ValueError`` naming the line that can't be: a table that is wrong is no table.
    """
    table: dict[str, Issuer] = {}
    reader = csv.DictReader(text.splitlines())
    if reader.fieldnames is None or not {"prefix", "funding", "country"} <= set(reader.fieldnames):
        raise ValueError("line 1: the columns are prefix, funding, country")
    for row in reader:
        prefix, funding, country = ((row[name] or "").strip() for name in _COLUMNS)
        known_country = country == "" or (len(country) == 2 and country.isascii())
        if not (4 <= len(prefix) <= 8 and prefix.isascii() and prefix.isdigit()):
            raise ValueError(f"line {reader.line_num}: the prefix is not 4 to 8 digits")
        if funding not in FUNDINGS or not known_country or country != country.upper():
            raise ValueError(f"line {reader.line_num}: funding or country is none")
        if prefix in table:
            raise ValueError(f"line {reader.line_num}: the prefix stands twice")
        table[prefix] = Issuer(funding, country)
    return table


_COLUMNS = ("prefix", "funding", "country")
