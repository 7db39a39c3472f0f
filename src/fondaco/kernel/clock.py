"""Two clocks. Business time can be moved; security time cannot.

Business time (deadlines, ages, statements) is :func:`now`: real time plus the offset that
stands in one file which all programs read, so that a demo can watch deadlines fire.
Security time (sessions, signatures, one-time codes, time-outs) is :func:`real_now`.
"""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

_frozen: ContextVar[datetime | None] = ContextVar("frozen_now", default=None)
_frozen_real: ContextVar[datetime | None] = ContextVar("frozen_real_now", default=None)
_cached_offset: tuple[float, timedelta] = (-1.0, timedelta(0))


def offset_file() -> Path | None:
    """The file with the offset in whole seconds, or None when business time is real time."""
    name = os.environ.get("FONDACO_CLOCK_FILE", "")
    return Path(name) if name else None


def real_now() -> datetime:
    """Security time, UTC. Only :func:`frozen_real` in a test replaces it."""
    return _frozen_real.get() or datetime.now(UTC)


def now() -> datetime:
    """Business time, UTC."""
    return _frozen.get() or real_now() + offset()


def today() -> date:
    """The business date in UTC."""
    return now().date()


def offset() -> timedelta:
    """How far business time stands ahead of real time; read again when the file changes."""
    global _cached_offset
    path = offset_file()
    if path is None:
        return timedelta(0)
    try:
        changed_at = path.stat().st_mtime_ns / 1
    except FileNotFoundError:
        return timedelta(0)
    if changed_at != _cached_offset[0]:
        _cached_offset = (changed_at, timedelta(seconds=int(path.read_text().strip() or "0")))
    return _cached_offset[1]


def move(by: timedelta) -> datetime:
    """Move business time forward for every program that reads the offset file.

    Raises ``ValueError`` for a negative step (time only goes forward) and ``RuntimeError``
    when no offset file is configured, as in production.
    """
    if by < timedelta(0):
        raise ValueError("business time only moves forward")
    path = offset_file()
    if path is None:
        raise RuntimeError("no clock file is configured: business time is real time here")
    seconds = int((offset() + by).total_seconds())
    partial = path.with_suffix(".partial")
    partial.write_text(f"{seconds}\n")
    partial.replace(path)
    return now()


@contextmanager
def frozen(at: datetime) -> Iterator[None]:
    """Within the block, business time stands at ``at`` (UTC aware). For tests and simulation."""
    token = _frozen.set(at)
    try:
        yield
    finally:
        _frozen.reset(token)


@contextmanager
def frozen_real(at: datetime) -> Iterator[None]:
    """Within the block, security time stands at ``at``. For tests."""
    token = _frozen_real.set(at)
    try:
        yield
    finally:
        _frozen_real.reset(token)
