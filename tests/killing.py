"""A process dies at one of its writes: for tests that walk through all of them.

Nothing lists the writes. A trial that kills nobody counts them, then each is died at in turn.
A write is an action's commit, or a statement that changes a row outside any action. ``before``
dies with the transaction open, ``after`` with it committed and nothing done since: no answer
given, nobody called, no news delivered. Where nothing is heard outside between a commit and the
next write, dying after the one is dying before the other, and is done once.
"""

import os
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from copy import deepcopy
from datetime import timedelta
from typing import Any, Protocol

import pytest
from django.core.signals import request_finished
from django.db import connection
from django.db import transaction as database

from fondaco.kernel import clock, transaction

CHANGES = ("INSERT", "UPDATE", "DELETE")
NIGHTLY = os.environ.get("FONDACO_TEST_SIZE") == "nightly"
DEATHS = 2 if NIGHTLY else 1
"""How often in a row the process dies; at night the restarted one dies at its first write too."""


class Killed(BaseException):
    """Not an Exception: nothing in the program may catch it."""


class Undone(Exception):
    """Ends a trial, so that the next one starts from the same database."""


class Killer:
    """Dies at the ``at``-th write it sees, in this phase; with 0 it only counts. A second death
    comes at the very next write, which is the recovery's first if that is watched too."""

    def __init__(self, at: int = 0, phase: str = "before", deaths: int = 1) -> None:
        self.at, self.phase, self.deaths = at, phase, deaths
        self.seen, self.heard, self.where = 0, 0, ""
        self.heard_before: list[int] = []

    def __call__(self, name: str, phase: str) -> None:
        if phase == "before":
            self.seen += 1
            self.heard_before.append(self.heard)
        if phase == self.phase and 0 < self.at <= self.seen < self.at + self.deaths:
            self.where = self.where or name
            raise Killed(name)

    def statement(self, execute: Any, sql: str, params: Any, many: bool, context: Any) -> Any:
        """Django's ``execute_wrapper``: outside an action each change commits by itself."""
        alone = sql.lstrip().startswith(CHANGES) and not transaction.in_action()
        name = " ".join(sql.split()[:3])
        if alone:
            self(name, "before")
        result = execute(sql, params, many, context)
        if alone:
            self(name, "after")
        return result

    def hear(self, *_: object, **__: object) -> None:
        """Something left the process: an answer, or a call to another program."""
        self.heard += 1

    def points(self) -> list[tuple[int, str]]:
        """Where to die, after this one has counted."""
        ends = [*self.heard_before[1:], self.heard + 1]
        after = [
            (number, "after")
            for number, (here, following) in enumerate(zip(self.heard_before, ends, strict=True), 1)
            if NIGHTLY or here != following
        ]
        return [(number, "before") for number in range(1, self.seen + 1)] + after


_watching: list[Killer] = []


def called() -> None:
    """A stand-in for another program says that it was called."""
    for killer in _watching:
        killer.hear()


@contextmanager
def watched(killer: Killer) -> Iterator[None]:
    """Every write within is one that the killer sees."""
    transaction.add_commit_hook(killer)
    request_finished.connect(killer.hear)
    _watching.append(killer)
    try:
        with connection.execute_wrapper(killer.statement):
            yield
        killer.hear()
    finally:
        _watching.remove(killer)
        request_finished.disconnect(killer.hear)
        transaction.remove_commit_hook(killer)


class Away:
    """How long the program was down so far; its security time goes on meanwhile."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.time = timedelta()
        real_now = clock.real_now
        monkeypatch.setattr(clock, "real_now", lambda: real_now() + self.time)


class Story(Protocol):
    """What happens in steps. ``outside``: what the other programs remember, which no database
    undoes; every attribute of it and of the story itself is put back after a trial."""

    outside: Sequence[object]

    def tell(self, step: str, killer: Killer) -> None:
        """One step under :func:`watched`; killed in it, start anew and tell it again."""

    def ending(self) -> dict[str, Any]:
        """All that must be the same in the end."""


def walk(
    story: Story, steps: Sequence[str], *, before: Sequence[str] = (), to_the_end: bool = NIGHTLY
) -> int:
    """Die at each write of each of ``steps``, in turn; ``before`` are steps that come first.

    After the step all must be as without the death; with ``to_the_end``, after the last step.
    Of a story that dies once in every step that is shown in any case. Returns the deaths.
    """
    for step in before:
        story.tell(step, Killer())
    expected_end = _trial(story, steps, Killer())
    deaths = 0
    for position, step in enumerate(steps):
        rest = steps[position:] if to_the_end else steps[position : position + 1]
        alive = Killer()
        expected = _trial(story, rest, alive)
        for at, phase in alive.points():
            killer = Killer(at, phase, DEATHS)
            otherwise = differences(expected, _trial(story, rest, killer))
            died = f"{step}: died {phase} write {at} of {alive.seen}, {killer.where}"
            assert killer.where, f"{died}the death never came"
            assert not otherwise, f"{died}: {otherwise}"
            deaths += 1
        story.tell(step, Killer((alive.seen + 1) // 2, "after"))
    otherwise = differences(expected_end, story.ending())
    assert not otherwise, f"died in every step: {otherwise}"
    assert deaths > 0, "nothing was written"
    return deaths


def _trial(story: Story, steps: Sequence[str], killer: Killer) -> dict[str, Any]:
    """These steps, the first of them with the killer; no trace is left anywhere."""
    own = dict(vars(story))
    kept = [(thing, deepcopy(vars(thing))) for thing in story.outside]
    ending: dict[str, Any] = {}
    try:
        with database.atomic():
            story.tell(steps[0], killer)
            for step in steps[1:]:
                story.tell(step, Killer())
            ending = story.ending()
            raise Undone
    except Undone:
        return ending
    finally:
        for thing, state in ((story, own), *kept):
            vars(thing).clear()
            vars(thing).update(state)


def differences(expected: dict[str, Any], ending: dict[str, Any]) -> dict[str, Any]:
    """What ended otherwise, by name: without the death, with it."""
    names = expected.keys() | ending.keys()
    pairs = {name: (expected.get(name), ending.get(name)) for name in sorted(names)}
    return {name: pair for name, pair in pairs.items() if pair[0] != pair[1]}
