"""A process dies at one of its writes: for tests that walk through all of them.

Nothing lists the writes. A trial that kills nobody counts them, then each is died at in turn.
A write is an action's commit, or a statement that changes a row outside any action. ``before``
dies with the transaction open, ``after`` with it committed and nothing done since: no answer
given, nobody called, no news delivered.
"""

import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

from django.db import connection
from django.db import transaction as database

from fondaco.kernel import transaction

PHASES = ("before", "after")
DEATHS = 2 if os.environ.get("FONDACO_TEST_SIZE") == "nightly" else 1
"""How often in a row the process dies; at night the restarted one dies at its first write too."""

CHANGES = ("INSERT", "UPDATE", "DELETE")


class Killed(BaseException):
    """Not an Exception: nothing in the program may catch it."""


class Undone(Exception):
    """Ends a trial, so that the next one starts from the same database."""


class Killer:
    """Dies at the ``at``-th write it sees in this phase; with 0 it only counts. A second death
    comes at the very next write, which is the recovery's first if that is watched too."""

    def __init__(self, at: int, phase: str, deaths: int = 1) -> None:
        self.at, self.phase, self.seen = at, phase, 0
        self.deaths, self.where = deaths, ""

    def __call__(self, name: str, phase: str) -> None:
        if phase != self.phase:
            return
        self.seen += 1
        if 0 < self.at <= self.seen < self.at + self.deaths:
            self.where = self.where or name
            raise Killed(name)

    def statement(self, execute: Any, sql: str, params: Any, many: bool, context: Any) -> Any:
        """Django's ``execute_wrapper``: outside an action each change commits by itself."""
        alone = sql.lstrip().startswith(CHANGES) and not transaction.in_action()
        if alone:
            self(" ".join(sql.split()[:3]), "before")
        result = execute(sql, params, many, context)
        if alone:
            self(" ".join(sql.split()[:3]), "after")
        return result


@contextmanager
def watched(killer: Killer) -> Iterator[None]:
    """Every write within is one that the killer sees."""
    transaction.add_commit_hook(killer)
    try:
        with connection.execute_wrapper(killer.statement):
            yield
    finally:
        transaction.remove_commit_hook(killer)


@contextmanager
def undone() -> Iterator[None]:
    """Whatever happens within leaves no trace in the database."""
    try:
        with database.atomic():
            yield
            raise Undone
    except Undone:
        pass


def walk(trial: Callable[[Killer], object], phase: str) -> int:
    """Tell ``trial`` once without a death, and once with a death at each write that it saw.

    ``trial`` sets up, runs under :func:`watched`, lets itself be killed, recovers, and returns
    how all ended; every ending must equal the first. Returns how many deaths there were.
    """
    alive = Killer(0, phase)
    expected = trial(alive)
    assert alive.seen > 0, "nothing was written"
    for point in range(1, alive.seen + 1):
        killer = Killer(point, phase, DEATHS)
        ending = trial(killer)
        died = f"died {phase} write {point} of {alive.seen}, {killer.where}"
        assert killer.where, f"the death at write {point} never came"
        assert ending == expected, died
    return alive.seen
