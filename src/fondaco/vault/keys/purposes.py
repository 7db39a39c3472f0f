"""What data keys are for, and how long each kind lives. Pure."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

CODE_KEPT_FOR = timedelta(minutes=10)
"""The longest that a security code is kept before it is used (PCI DSS 3.3.2 and our own limit)."""


class Purpose(StrEnum):
    """One data key a tenant and purpose is in use at a time."""

    CARDS = "cards"
    FINGERPRINTS = "fingerprints"
    CODES = "codes"
    FIELDS = "fields"
    AUTHENTICATIONS = "authentications"


@dataclass(frozen=True, slots=True)
class Life:
    """``seals_for``: how long new values are sealed under the key (None: until it is replaced by
    hand). ``removed_after``: when the key, and with it everything it sealed, is destroyed."""

    seals_for: timedelta | None = None
    removed_after: timedelta | None = None


LIVES: dict[Purpose, Life] = {
    Purpose.CARDS: Life(),
    Purpose.FINGERPRINTS: Life(),
    # Even a copy of the database keeps no code for longer than two spans: its key is gone.
    Purpose.CODES: Life(seals_for=CODE_KEPT_FOR, removed_after=2 * CODE_KEPT_FOR),
    Purpose.FIELDS: Life(),
    Purpose.AUTHENTICATIONS: Life(seals_for=timedelta(days=1), removed_after=timedelta(days=3)),
}


def seals(purpose: Purpose, *, made_at: datetime, now: datetime) -> bool:
    """Whether new values may still be sealed under a key made at ``made_at``."""
    span = LIVES[purpose].seals_for
    return span is None or now < made_at + span


def removed_at(purpose: Purpose, *, made_at: datetime) -> datetime | None:
    """When a key made at ``made_at`` is destroyed; None if it is not by itself."""
    span = LIVES[purpose].removed_after
    return None if span is None else made_at + span
