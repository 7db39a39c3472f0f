"""Deadlines are rows. A worker may stop, restart or run twice; a late one catches up in order."""

import logging
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from django.db.models import Q

from fondaco.kernel import clock, rows, wiring
from fondaco.kernel.models import Deadline
from fondaco.kernel.transaction import action

log = logging.getLogger(__name__)

MAX_BACKOFF_S = 3_600


@dataclass(frozen=True, slots=True)
class Failing:
    """A deadline that was due and could not be fired so far."""

    kind: str
    subject_id: UUID
    due_at: datetime
    attempts: int


@dataclass(frozen=True, slots=True)
class Open:
    """A deadline that waits, due or not."""

    id: UUID
    kind: str
    due_at: datetime


@action
def set_deadline(*, kind: str, subject_id: UUID, due_at: datetime) -> None:
    """Let ``kind`` fire for ``subject_id`` at ``due_at`` (business time); moves an open one.

    Raises ``KeyError`` for a kind that is not in the wiring table.
    """
    _ = wiring.deadline_handlers()[kind]
    waiting = {"kind": kind, "subject_id": subject_id, "closed_at": None}
    moved = rows.change_all(Deadline, waiting, due_at=due_at)
    if not moved:
        open_deadline(kind=kind, subject_id=subject_id, due_at=due_at)


@action
def open_deadline(*, kind: str, subject_id: UUID, due_at: datetime) -> None:
    """The same for a caller who holds the subject's lock and knows that none is open.

    Raises ``IntegrityError`` where one is.
    """
    _ = wiring.deadline_handlers()[kind]
    rows.add(Deadline(kind=kind, subject_id=subject_id, due_at=due_at, set_at=clock.now()))


@action
def cancel_deadline(*, kind: str, subject_id: UUID) -> None:
    """The reason for the deadline is gone. Cancelling none is no error."""
    cancel_deadlines(kinds=(kind,), subject_id=subject_id)


@action
def cancel_deadlines(*, kinds: Collection[str], subject_id: UUID) -> None:
    """The same for several kinds, in one statement; none for no kinds."""
    waiting = {"kind": tuple(kinds), "subject_id": subject_id, "closed_at": None}
    rows.change_all(Deadline, waiting, closed_at=clock.now())


def open_deadlines(subject_id: UUID) -> dict[str, datetime]:
    """Kind to due time (business time, UTC) of what still waits for this subject."""
    waiting = rows.every(Deadline, "", subject_id=subject_id, closed_at=None)
    return {deadline.kind: deadline.due_at for deadline in waiting}


def open_deadlines_of(subject_ids: Iterable[UUID]) -> dict[UUID, dict[str, datetime]]:
    """For many subjects at once, in one statement; those that wait for nothing are left out."""
    found: dict[UUID, dict[str, datetime]] = {}
    waiting = Deadline.objects.filter(subject_id__in=list(subject_ids), closed_at=None)
    for subject_id, kind, due_at in waiting.values_list("subject_id", "kind", "due_at"):
        found.setdefault(subject_id, {})[kind] = due_at
    return found


def next_open(*, some_failed: bool = True) -> Open | None:
    """The deadline that is due first, left out those that wait after a failure; None for none.

    For a simulation, which moves its clock there, and knows whether any has failed. One statement.
    """
    if not some_failed:
        found = rows.first(Deadline, "due_at id", closed_at=None, retry_at=None)
        return None if found is None else Open(found.id, found.kind, found.due_at)
    waiting = Deadline.objects.filter(
        Q(retry_at=None) | Q(retry_at__lte=clock.real_now()), closed_at=None
    )
    first = waiting.order_by("due_at", "id").values_list("id", "kind", "due_at").first()
    return None if first is None else Open(*first)


def due(limit: int = 200) -> list[UUID]:
    """The deadlines that may be fired now, earliest first. One statement, whose cost goes by
    the number of those due, not of those waiting."""
    return list(
        Deadline.objects.filter(
            Q(retry_at=None) | Q(retry_at__lte=clock.real_now()),
            closed_at=None,
            due_at__lte=clock.now(),
        )
        .order_by("due_at", "id")
        .values_list("id", flat=True)[:limit]
    )


def fire_due(limit: int = 200) -> int:
    """Fire what is due, earliest first; returns how many fired. A failed one waits, ever longer."""
    return sum(fire_one(deadline_id) for deadline_id in due(limit))


def fire_one(deadline_id: UUID) -> bool:
    """Fire one deadline if it is still open and due; False if it was not, or failed."""
    try:
        return _fire(deadline_id=deadline_id)
    except Exception:  # one broken subject must not stop all other deadlines
        log.exception("deadline %s failed", deadline_id)
        _count_failure(deadline_id=deadline_id)
        return False


@action
def _fire(*, deadline_id: UUID) -> bool:
    deadline = rows.one(Deadline, lock=True, id=deadline_id)
    if deadline is None or deadline.closed_at is not None or deadline.due_at > clock.now():
        return False
    # Closed before the handler runs, so that the handler may set the next one of its kind.
    deadline.closed_at = clock.now()
    deadline.fired = True
    rows.change(deadline, "closed_at", "fired")
    wiring.resolve(wiring.deadline_handlers()[deadline.kind])(
        subject_id=deadline.subject_id, due_at=deadline.due_at
    )
    return True


@action
def _count_failure(*, deadline_id: UUID) -> None:
    deadline = Deadline.objects.select_for_update().get(id=deadline_id)
    deadline.attempts = min(deadline.attempts + 1, 1_000)
    wait_s = min(2 ** min(deadline.attempts, 20), MAX_BACKOFF_S)
    deadline.retry_at = clock.real_now() + timedelta(seconds=wait_s)
    deadline.save(update_fields=["attempts", "retry_at"])


def failing(limit: int = 50) -> list[Failing]:
    """Open deadlines that have failed, most often first: something for the operator to look at."""
    failed = Deadline.objects.filter(closed_at=None, attempts__gt=0).order_by("-attempts", "id")
    return [Failing(row.kind, row.subject_id, row.due_at, row.attempts) for row in failed[:limit]]
