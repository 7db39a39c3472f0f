"""What stands in an inbox."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import Max

from fondaco.bank.phone.models import Line, Message
from fondaco.bank.phone.rules import code_in

MOST = 50


@dataclass(frozen=True, slots=True)
class MessageView:
    """A message; ``code`` is the one-time code in it, if there is exactly one."""

    id: UUID
    number: str
    sender: str
    text: str
    arrived_at: datetime
    code: str | None


def inbox(number: str) -> list[MessageView]:
    """The newest messages of a number (E.164), newest first."""
    return [_view(row) for row in Message.objects.filter(number=number).order_by("-id")[:MOST]]


def _view(row: Message) -> MessageView:
    return MessageView(row.id, row.number, row.sender, row.text, row.arrived_at, code_in(row.text))


def latest_numbers(limit: int = 20) -> list[str]:
    """Numbers that got a message lately, newest first."""
    rows = Message.objects.order_by("-id").values_list("number", flat=True)[:500]
    return list(dict.fromkeys(rows))[:limit]


@dataclass(frozen=True, slots=True)
class LineView:
    """A phone: its number, whose it is, and its newest message, if any."""

    number: str
    owner: str
    newest: MessageView | None


def lines() -> list[LineView]:
    """Every phone with an owner, in the order in which they were given out."""
    rows = list(Line.objects.order_by("added_at", "number"))
    newest_ids = (
        Message.objects.filter(number__in=[row.number for row in rows])
        .values("number")
        .annotate(newest=Max("arrived_at"))
    )
    latest = {row["number"]: row["newest"] for row in newest_ids}
    found = {
        row.number: row
        for row in Message.objects.filter(
            number__in=latest, arrived_at__in=set(latest.values())
        ).order_by("id")
    }
    return [
        LineView(row.number, row.owner, _view(found[row.number]) if row.number in found else None)
        for row in rows
    ]


def owner_of(number: str) -> str:
    """Whose number it is, or an empty text."""
    row = Line.objects.filter(number=number).first()
    return row.owner if row is not None else ""
