"""The outermost action owns the transaction; lower actions join it.

An action reloads everything it needs, so it can be run again: after a serialization failure
(SQLSTATE 40001), a deadlock (40P01) or a busy SQLite file the outermost one is retried with
jitter. Its events are delivered after the commit. Hooks at each commit point let the kill
tests stop the process at exactly that write.
"""

import functools
import random
import time
from collections.abc import Callable
from contextvars import ContextVar
from typing import ParamSpec, TypeVar
from uuid import UUID

from django.db import OperationalError, transaction

P = ParamSpec("P")
R = TypeVar("R")

MAX_ATTEMPTS = 6
RETRIED_SQLSTATES = frozenset({"40001", "40P01"})

_emitted: ContextVar[list[UUID] | None] = ContextVar("emitted_in_action", default=None)
_commit_hooks: list[Callable[[str, str], None]] = []
_after_commit: list[Callable[[list[UUID]], None]] = []


def in_action() -> bool:
    """Whether the caller runs inside an action's transaction."""
    return _emitted.get() is not None


def note_emitted(message_id: UUID) -> None:
    """Called by the outbox for each row written, so that it is delivered after the commit."""
    emitted = _emitted.get()
    if emitted is None:
        raise RuntimeError("events are emitted inside an action only")
    emitted.append(message_id)


def add_commit_hook(hook: Callable[[str, str], None]) -> None:
    """Call ``hook(action_name, "before" | "after")`` around each commit. For kill tests."""
    _commit_hooks.append(hook)


def remove_commit_hook(hook: Callable[[str, str], None]) -> None:
    _commit_hooks.remove(hook)


def set_delivery(deliver: Callable[[list[UUID]], None]) -> None:
    """The outbox registers here how it delivers what an action emitted."""
    _after_commit[:] = [deliver]


def action(function: Callable[P, R]) -> Callable[P, R]:
    """Make ``function`` one transaction when it is outermost, or part of its caller's.

    An action that joined and refuses has already written: its caller lets the refusal
    through, or wraps the call in ``django.db.transaction.atomic()`` to undo that part only.
    """

    @functools.wraps(function)
    def run(*args: P.args, **kwargs: P.kwargs) -> R:
        if in_action():
            return function(*args, **kwargs)
        name = f"{function.__module__}.{function.__qualname__}"
        for attempt in range(1, MAX_ATTEMPTS + 1):
            emitted: list[UUID] = []
            token = _emitted.set(emitted)
            try:
                with transaction.atomic():
                    result = function(*args, **kwargs)
                    _call_hooks(name, "before")
            except OperationalError as error:
                if attempt == MAX_ATTEMPTS or not may_retry(error):
                    raise
                time.sleep(random.uniform(0.005, 0.03) * 2**attempt)  # noqa: S311 jitter, no secret
                continue
            finally:
                _emitted.reset(token)
            _call_hooks(name, "after")
            if emitted:
                for deliver in _after_commit:
                    deliver(emitted)
            return result
        raise AssertionError("unreachable: the loop returns or raises")

    return run


def may_retry(error: OperationalError) -> bool:
    """Whether the database says that running the same transaction again may succeed."""
    cause = error.__cause__
    if getattr(cause, "sqlstate", None) in RETRIED_SQLSTATES:
        return True
    return "database is locked" in str(error) or "database table is locked" in str(error)


def _call_hooks(name: str, phase: str) -> None:
    for hook in _commit_hooks:
        hook(name, phase)
