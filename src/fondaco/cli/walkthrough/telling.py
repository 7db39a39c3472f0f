"""What the walkthrough says: chapters, numbered steps, and the money that moved."""

import time
from collections.abc import Callable

from fondaco.money.amount import Money

Say = Callable[[str], None]


class NotAsItShould(Exception):
    """Something differs from the story; the text says what, and what was expected."""


class Narrator:
    """Prints chapters and steps, numbered, with the seconds since the beginning."""

    def __init__(self, say: Say) -> None:
        self._say = say
        self._began = time.monotonic()
        self.chapter_number = 0
        self.step_number = 0

    def chapter(self, title: str) -> None:
        """Begin a chapter."""
        self.chapter_number += 1
        self.step_number = 0
        self._say(f"\n{self.chapter_number}  {title}")

    def step(self, text: str) -> None:
        """Tell a step that was done."""
        self.step_number += 1
        place = f"{self.chapter_number}.{self.step_number}"
        self._say(f"  {place:<5}{text}")

    def note(self, text: str) -> None:
        """Something smaller below the last step."""
        self._say(f"         {text}")

    @property
    def seconds(self) -> float:
        """How long the walkthrough has been going on."""
        return time.monotonic() - self._began


def expect(is_so: bool, what: str) -> None:
    """Raise :class:`NotAsItShould` with ``what`` unless it is so."""
    if not is_so:
        raise NotAsItShould(what)


def same(found: object, wanted: object, what: str) -> None:
    """Raise :class:`NotAsItShould` unless ``found`` equals ``wanted``; ``what`` names it."""
    if found != wanted:
        raise NotAsItShould(f"{what}: expected {wanted}, found {found}")


def money(amount_minor: int, currency: str) -> str:
    """An amount as people write it here: ``EUR 12.99``."""
    return f"{currency} {Money(amount_minor, currency).to_decimal()}"
