"""What leaves the messaging room: frozen values. Pure."""

from dataclasses import dataclass
from datetime import datetime
from typing import Generic, TypeVar
from uuid import UUID

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class MessageView:
    """One message; ``side`` buyer|seller, ``findings`` kinds that its reader is warned of."""

    id: UUID
    author_member_id: UUID
    side: str
    text: str
    findings: tuple[str, ...]
    written_at: datetime


@dataclass(frozen=True, slots=True)
class ConversationView:
    """A conversation; ``messages`` oldest first, empty in lists; ``unread`` for one's own side."""

    id: UUID
    buyer_id: UUID
    seller_id: UUID
    listing_id: UUID | None
    order_id: UUID | None
    about: str
    opened_at: datetime
    last_message_at: datetime
    last_text: str
    last_side: str
    asked_at: datetime | None
    unread: int
    blocked_by: str
    messages: tuple[MessageView, ...] = ()


@dataclass(frozen=True, slots=True)
class NoticeView:
    """A mail as we sent it; ``sent_at`` is None while it waits."""

    id: UUID
    kind: str
    to: str
    subject: str
    body: str
    action_label: str
    action_url: str
    has_secret_link: bool
    written_at: datetime
    sent_at: datetime | None


@dataclass(frozen=True, slots=True)
class ReportView:
    """A report of a message, with the message as it was."""

    id: UUID
    reference: str
    conversation_id: UUID
    message: MessageView
    reporter_member_id: UUID
    reason: str
    reported_at: datetime
    answer: str
    answered_at: datetime | None


@dataclass(frozen=True, slots=True)
class Page(Generic[T]):
    """One page of a list, with whether there is another."""

    items: tuple[T, ...]
    page: int
    has_next: bool
