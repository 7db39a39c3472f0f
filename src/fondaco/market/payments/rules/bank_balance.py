"""The balances that the bank states, against its own lines and against the books. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID


@dataclass(frozen=True, slots=True)
class Day:
    """A day's balances as the bank stated them, and the sum of its lines; minor units."""

    statement_id: UUID
    day_date: date
    opening_minor: int
    closing_minor: int
    lines_minor: int


@dataclass(frozen=True, slots=True)
class Difference:
    """``what``: ``opening`` (not the closing balance of the day before), ``lines`` (they do not
    add up to the closing balance) or ``books`` (they hold another balance).

    ``stated_minor`` is the bank's figure and ``expected_minor`` the one it should be.
    """

    statement_id: UUID
    day_date: date
    what: str
    stated_minor: int
    expected_minor: int


def differences(days: Sequence[Day], *, books_minor: int) -> tuple[Difference, ...]:
    """Everything that does not fit, newest first. ``days`` oldest first; ``books_minor`` is
    what the account holds by the books, after the last of them."""
    found: list[Difference] = []
    closed: int | None = None
    for day in days:
        checks = [
            ("opening", day.opening_minor, closed),
            ("lines", day.closing_minor, day.opening_minor + day.lines_minor),
            ("books", day.closing_minor, books_minor if day is days[-1] else None),
        ]
        found += [
            Difference(day.statement_id, day.day_date, what, stated, expected)
            for what, stated, expected in checks
            if expected is not None and stated != expected
        ]
        closed = day.closing_minor
    return tuple(reversed(found))
