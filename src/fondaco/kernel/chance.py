"""What is drawn by lot: who mediates, which decision is made again, the random part of ids.

The operating system draws, so that nobody can foresee it. Only a simulation sets a seed, for
its own process and as long as a ``with`` block lasts, so that the same seed plays the same again.
Secrets (keys, tokens, salts) are never drawn here.
"""

import random
import secrets
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from typing import TypeVar

T = TypeVar("T")


class Seeded(random.Random):
    """A seeded source that also numbers what is made within one millisecond."""

    _millis = -1
    _number = 0

    def number_within(self, millis: int) -> int:
        """0 for the first call with this millisecond, then one more each time."""
        self._number = self._number + 1 if millis == self._millis else 0
        self._millis = millis
        return self._number


_seeded: ContextVar[Seeded | None] = ContextVar("seeded_chance", default=None)


def source() -> Seeded | None:
    """The seeded source while a simulation runs, else None."""
    return _seeded.get()


def choice(candidates: Sequence[T]) -> T:
    """One of them, each as likely; raises ``IndexError`` for none."""
    seeded = _seeded.get()
    return secrets.choice(candidates) if seeded is None else seeded.choice(candidates)


def below(limit: int) -> int:
    """A whole number from 0 up to, but not including, ``limit``."""
    seeded = _seeded.get()
    return secrets.randbelow(limit) if seeded is None else seeded.randrange(limit)


@contextmanager
def seeded(seed: str) -> Iterator[None]:
    """Within the block, chance and ids follow from ``seed``. For a simulation and tests."""
    token = _seeded.set(Seeded(seed))
    try:
        yield
    finally:
        _seeded.reset(token)
