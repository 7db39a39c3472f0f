"""The append-only audit log: who did what to money, roles, policies, cases and personal data.

Rows are appended unchained; :mod:`fondaco.kernel.audit_sealing` links them in batches and
:mod:`fondaco.kernel.audit_checking` works everything out again.
"""

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from fondaco.kernel import clock, rows
from fondaco.kernel.models import AuditRow, AuditWaiting
from fondaco.kernel.transaction import action
from fondaco.kernel.triggers import append_only


@dataclass(frozen=True, slots=True)
class Actor:
    """Who acts: a member, seller, mediator, finance, admin or key with its id, or ``system``."""

    kind: str
    id: UUID | None = None


SYSTEM = Actor("system")


@action
def record(
    *,
    actor: Actor,
    act: str,
    subject_kind: str,
    subject_id: UUID | None = None,
    **details: Any,
) -> None:
    """Write one row in the caller's transaction. Details are ids, codes and amounts only."""
    row = AuditRow(
        at=clock.now(),
        actor_kind=actor.kind,
        actor_id=actor.id,
        act=act,
        subject_kind=subject_kind,
        subject_id=subject_id,
        details=details,
    )
    rows.add(row)
    rows.add(AuditWaiting(row=row))


@dataclass(frozen=True, slots=True)
class Recorded:
    """One audit row as read."""

    id: UUID
    at: datetime
    actor: Actor
    act: str
    subject_kind: str
    subject_id: UUID | None
    details: dict[str, Any]


def latest(*, subject_id: UUID | None = None, act: str = "", limit: int = 100) -> list[Recorded]:
    """The newest rows, of one subject and of one act, or of all."""
    newest = AuditRow.objects.order_by("-id")
    if act:
        newest = newest.filter(act=act)
    if subject_id is not None:
        newest = newest.filter(subject_id=subject_id)
    return [recorded(row) for row in newest[:limit]]


def recorded(row: AuditRow) -> Recorded:
    """A stored row as it is read, sealed and checked."""
    return Recorded(
        row.id,
        row.at,
        Actor(row.actor_kind, row.actor_id),
        row.act,
        row.subject_kind,
        row.subject_id,
        row.details,
    )


TRIGGERS = [
    *append_only("kernel_auditrow"),
    *append_only("kernel_auditbatch"),
    *append_only("kernel_auditseal"),
]
