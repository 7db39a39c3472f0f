"""Bank transfers: their references, and what money that comes is for. Pure.

A creditor reference is ISO 11649: ``RF``, two check digits (ISO 7064, modulus 97-10), and up to
21 letters and digits. Banks and people write it with spaces, in small letters, or in the text
for the payee; a reference counts only when its check digits are right.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from stdnum import iso11649
from stdnum.iso7064 import mod_97_10

from fondaco.kernel.calendar import add_business_days
from fondaco.market.payments.lifecycle import TransferEvent, TransferState

COUNTRY = "IT"
"""Whose business days the marketplace's bank keeps."""

LONGEST = 25
SHORTEST = 5


def creditor_reference(text: str) -> str:
    """The reference made of ``text``'s letters and digits (1 to 21 of them), electronic form."""
    base = re.sub(r"[^0-9A-Z]", "", text.upper())
    if not 0 < len(base) <= LONGEST - 4:
        raise ValueError("a creditor reference has 1 to 21 letters and digits of its own")
    return f"RF{mod_97_10.calc_check_digits(base + 'RF')}{base}"


def printed(reference: str) -> str:
    """In groups of four, as it is read out and written on paper."""
    return " ".join(reference[start : start + 4] for start in range(0, len(reference), 4))


def references(*texts: str) -> Iterator[str]:
    """Every valid creditor reference that may stand in the texts, longest first at each place.

    Several readings are possible where a text goes on right after the reference; whoever asks
    compares them with the references that were given out.
    """
    for text in texts:
        compact = re.sub(r"[^0-9A-Z]", "", text.upper())
        for found in re.finditer(r"(?=RF\d\d)", compact):
            candidate = compact[found.start() : found.start() + LONGEST]
            for length in range(len(candidate), SHORTEST - 1, -1):
                if iso11649.is_valid(candidate[:length]):
                    yield candidate[:length]


def last_day(chosen_at: datetime, business_days: int) -> date:
    """The last day on which the money may come to our account."""
    return add_business_days(chosen_at, business_days, COUNTRY).date()


def end_of(day: date, like: datetime) -> datetime:
    """The moment when the day is over, in the zone of ``like``."""
    return datetime(day.year, day.month, day.day, tzinfo=like.tzinfo) + timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Taking:
    """What comes of money that came: kept for the payment, sent back, and the event."""

    kept_minor: int
    back_minor: int
    event: TransferEvent | None


def take(*, state: TransferState, expected_minor: int, held_minor: int, came_minor: int) -> Taking:
    """Decide about ``came_minor`` (> 0) when ``held_minor`` of the expected sum is here already."""
    if state not in {TransferState.WAITING, TransferState.PARTLY}:
        return Taking(0, came_minor, None)
    missing = expected_minor - held_minor
    if came_minor < missing:
        return Taking(came_minor, 0, TransferEvent.PART_CAME)
    return Taking(missing, came_minor - missing, TransferEvent.COVERED)


@dataclass(frozen=True, slots=True)
class Kept:
    """Money of one sender that paid, less what went back to them; oldest receipts first."""

    receipt: int
    left_minor: int


def shares(kept: list[Kept], amount_minor: int) -> list[tuple[int, int]]:
    """Which receipts give how much of a refund, the newest first; (receipt, minor) pairs.

    Raises ``ValueError`` when less is left than is to be given back.
    """
    found: list[tuple[int, int]] = []
    open_minor = amount_minor
    for each in reversed(kept):
        part = min(open_minor, each.left_minor)
        if part > 0:
            found.append((each.receipt, part))
            open_minor -= part
    if open_minor:
        raise ValueError("more than came is to go back")
    return found
