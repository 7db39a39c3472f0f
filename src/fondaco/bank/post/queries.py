"""What lies in an inbox."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import Count, Max

from fondaco.bank.post.models import Mail
from fondaco.bank.post.rules import Letter, read

MOST = 50


@dataclass(frozen=True, slots=True)
class MailView:
    """A mail; ``letter`` is read only when it was asked for."""

    id: UUID
    address: str
    sender: str
    subject: str
    arrived_at: datetime
    letter: Letter | None = None


@dataclass(frozen=True, slots=True)
class Inbox:
    """An address with mail: how much, and since when the newest."""

    address: str
    count: int
    newest_at: datetime


def inboxes(limit: int = 40) -> list[Inbox]:
    """Addresses that got mail, newest first."""
    rows = (
        Mail.objects.values("address")
        .annotate(count=Count("id"), newest=Max("arrived_at"))
        .order_by("-newest")[:limit]
    )
    return [Inbox(row["address"], row["count"], row["newest"]) for row in rows]


def inbox(address: str, *, with_letters: bool = False) -> list[MailView]:
    """The newest mails of an address, newest first."""
    rows = Mail.objects.filter(address=address).order_by("-id")
    if not with_letters:
        rows = rows.defer("raw")
    return [_view(row, with_letters) for row in rows[:MOST]]


def mail(address: str, mail_id: UUID) -> MailView | None:
    """One mail with its letter."""
    row = Mail.objects.filter(id=mail_id, address=address).first()
    return _view(row, True) if row is not None else None


def _view(row: Mail, with_letter: bool) -> MailView:
    letter = read(bytes(row.raw)) if with_letter else None
    return MailView(row.id, row.address, row.sender, row.subject, row.arrived_at, letter)
