"""Reads of the trust desk: reports and signals."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import QuerySet

from fondaco.kernel.errors import NotFound
from fondaco.market.trust.models import Notice, Signal

PAGE_SIZE = 50


@dataclass(frozen=True, slots=True)
class NoticeView:
    """A report and, once there is one, our answer."""

    id: UUID
    reference: str
    about_kind: str
    about_id: UUID | None
    address: str
    reason: str
    text: str
    member_id: UUID | None
    email: str
    sent_at: datetime
    answered_at: datetime | None
    answer: str
    is_upheld: bool | None


@dataclass(frozen=True, slots=True)
class SignalView:
    """Something seen: ``kind`` of ``rules.notices.SIGNAL_KINDS``, its evidence as plain data."""

    id: UUID
    kind: str
    subject_kind: str
    subject_id: UUID
    evidence: dict[str, Any]
    seen_at: datetime


@dataclass(frozen=True, slots=True)
class DeskPage:
    """One page of notices or signals."""

    items: tuple[Any, ...]
    page: int
    has_next: bool


@dataclass(frozen=True, slots=True)
class DeskCounts:
    """What waits on the desk."""

    notices: int
    signals: int


def _page(rows: "QuerySet[Any]", page: int) -> tuple[list[Any], bool]:
    start = (max(page, 1) - 1) * PAGE_SIZE
    found = list(rows[start : start + PAGE_SIZE + 1])
    return found[:PAGE_SIZE], len(found) > PAGE_SIZE


def notices(*, answered: bool = False, page: int = 1) -> DeskPage:
    """Open reports, the oldest first; or answered ones, the newest first."""
    rows = Notice.objects.filter(answered_at__isnull=not answered)
    found, has_next = _page(rows.order_by("-answered_at" if answered else "sent_at", "id"), page)
    return DeskPage(tuple(_notice(row) for row in found), page, has_next)


def notice(reference: str) -> NoticeView:
    """The report with this reference; raises :class:`NotFound`."""
    row = Notice.objects.filter(reference=reference.strip().upper()).first()
    if row is None:
        raise NotFound("There is no report with this reference.", code="notice_not_found")
    return _notice(row)


def _notice(row: Notice) -> NoticeView:
    return NoticeView(
        row.id,
        row.reference,
        row.about_kind,
        row.about_id,
        row.address,
        row.reason,
        row.text,
        row.member_id,
        row.email,
        row.sent_at,
        row.answered_at,
        row.answer,
        row.is_upheld,
    )


def signals(page: int = 1) -> DeskPage:
    """What was seen and nobody has looked at yet, newest first."""
    rows = Signal.objects.filter(closed_at=None).order_by("-seen_at", "-id")
    found, has_next = _page(rows, page)
    views = tuple(
        SignalView(row.id, row.kind, row.subject_kind, row.subject_id, row.evidence, row.seen_at)
        for row in found
    )
    return DeskPage(views, page, has_next)


def counts() -> DeskCounts:
    """How much waits."""
    return DeskCounts(
        Notice.objects.filter(answered_at=None).count(),
        Signal.objects.filter(closed_at=None).count(),
    )
