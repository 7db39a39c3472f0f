"""How often a card, an address or a member may fail before they must wait. Pure.

Card testers try many numbers from few places: what fails is counted over the last hour, and
the wait doubles with each failure over what people need. A payment that works costs nothing.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta

WINDOW = timedelta(hours=1)
FREE_BY_MEMBER = 4
FREE_BY_CARD = 3
FREE_BY_ADDRESS = 10
"""Failures within the window that cost no wait. An address may be a whole office's."""

FIRST_WAIT = timedelta(seconds=30)
LONGEST_WAIT = timedelta(minutes=30)


@dataclass(frozen=True, slots=True)
class Failures:
    """Failed attempts within the window, and when the last of them was."""

    count: int
    last_at: datetime | None


def wait_until(
    *, by_member: Failures, by_card: Failures, by_address: Failures, now: datetime
) -> datetime | None:
    """When the next attempt may be made; None for now."""
    ends = [
        failures.last_at + _wait(failures.count - free)
        for failures, free in (
            (by_member, FREE_BY_MEMBER),
            (by_card, FREE_BY_CARD),
            (by_address, FREE_BY_ADDRESS),
        )
        if failures.last_at is not None and failures.count > free
    ]
    latest = max(ends, default=None)
    return latest if latest is not None and latest > now else None


def _wait(over: int) -> timedelta:
    return min(FIRST_WAIT * 2 ** min(over - 1, 10), LONGEST_WAIT)
