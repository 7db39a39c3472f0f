"""Reads of the messaging room."""

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from django.db.models import Q, QuerySet, Sum

from fondaco.kernel.errors import NotFound
from fondaco.market.members import queries as members
from fondaco.market.messaging import models, values

PAGE_SIZE = 30
MESSAGES_SHOWN = 500


def _message_view(row: models.Message) -> values.MessageView:
    return values.MessageView(
        row.id, row.author_member_id, row.side, row.text, tuple(row.findings), row.written_at
    )


def _conversation_view(
    row: models.Conversation, side: str, messages: tuple[values.MessageView, ...] = ()
) -> values.ConversationView:
    return values.ConversationView(
        id=row.id,
        buyer_id=row.buyer_id,
        seller_id=row.seller_id,
        listing_id=row.listing_id,
        order_id=row.order_id,
        about=row.about,
        opened_at=row.opened_at,
        last_message_at=row.last_message_at,
        last_text=row.last_text,
        last_side=row.last_side,
        asked_at=row.asked_at,
        unread=row.buyer_unread if side == "buyer" else row.seller_unread,
        blocked_by=row.blocked_by,
        messages=messages,
    )


def _paged(rows: QuerySet[Any], page: int) -> tuple[list[Any], bool]:
    start = (max(page, 1) - 1) * PAGE_SIZE
    found = list(rows[start : start + PAGE_SIZE + 1])
    return found[:PAGE_SIZE], len(found) > PAGE_SIZE


def conversation(conversation_id: UUID, side: str = "buyer") -> values.ConversationView:
    """One conversation with its messages, oldest first; raises :class:`NotFound`."""
    row = models.Conversation.objects.filter(id=conversation_id).first()
    if row is None:
        raise NotFound("There is no such conversation.", code="conversation_not_found")
    newest = models.Message.objects.filter(conversation=row).order_by("-id")[:MESSAGES_SHOWN]
    return _conversation_view(row, side, tuple(_message_view(m) for m in reversed(newest)))


def parties(conversation_id: UUID) -> tuple[UUID, UUID] | None:
    """Buyer's member id and seller id, for ownership rules; None when there is none."""
    return (
        models.Conversation.objects.filter(id=conversation_id)
        .values_list("buyer_id", "seller_id")
        .first()
    )


def conversations(member_id: UUID, page: int = 1) -> values.Page[values.ConversationView]:
    """The member's conversations as a buyer, the newest message first."""
    rows = models.Conversation.objects.filter(buyer_id=member_id).order_by(
        "-last_message_at", "-id"
    )
    found, has_next = _paged(rows, page)
    return values.Page(tuple(_conversation_view(row, "buyer") for row in found), page, has_next)


def conversations_of_seller(seller_id: UUID, page: int = 1) -> values.Page[values.ConversationView]:
    """A seller's conversations, the newest message first."""
    rows = models.Conversation.objects.filter(seller_id=seller_id).order_by(
        "-last_message_at", "-id"
    )
    found, has_next = _paged(rows, page)
    return values.Page(tuple(_conversation_view(row, "seller") for row in found), page, has_next)


def waiting_for_seller(seller_id: UUID) -> tuple[values.ConversationView, ...]:
    """Conversations in which a buyer waits for the seller's answer, longest first."""
    rows = models.Conversation.objects.filter(
        seller_id=seller_id, asked_at__isnull=False, blocked_by=""
    ).order_by("asked_at", "id")
    return tuple(_conversation_view(row, "seller") for row in rows[:PAGE_SIZE])


def conversations_of_sale(
    *, buyer_id: UUID, seller_id: UUID, order_id: UUID, listing_ids: Iterable[UUID]
) -> tuple[values.ConversationView, ...]:
    """What these two wrote to each other about an order, and before it about what was sold in it.

    With their messages, the conversation that began first first; for a case's evidence. Talk of
    the buyer with anybody else is never among it. Two statements.
    """
    rows = list(
        models.Conversation.objects.filter(
            Q(order_id=order_id) | Q(order_id=None, listing_id__in=set(listing_ids)),
            buyer_id=buyer_id,
            seller_id=seller_id,
        ).order_by("opened_at", "id")
    )
    said: dict[UUID, list[values.MessageView]] = {row.id: [] for row in rows}
    newest = models.Message.objects.filter(conversation__in=rows).order_by("-id")
    for message in reversed(newest[:MESSAGES_SHOWN]):
        said[message.conversation_id].append(_message_view(message))
    return tuple(_conversation_view(row, "buyer", tuple(said[row.id])) for row in rows)


def unread(member_id: UUID, seller_id: UUID | None = None) -> int:
    """Messages not read yet: as a buyer, and as the staff of ``seller_id`` if given."""
    as_buyer = models.Conversation.objects.filter(buyer_id=member_id, buyer_unread__gt=0)
    count = as_buyer.aggregate(n=Sum("buyer_unread"))["n"] or 0
    if seller_id is not None:
        count += unread_of_seller(seller_id)
    return int(count)


def _notice_view(row: models.Notice) -> values.NoticeView:
    return values.NoticeView(
        id=row.id,
        kind=row.kind,
        to=row.to,
        subject=row.subject,
        body=row.body,
        action_label=row.action_label,
        action_url=row.action_url,
        has_secret_link=row.has_secret_link,
        written_at=row.written_at,
        sent_at=row.sent_at,
    )


def notices(member_id: UUID, page: int = 1) -> values.Page[values.NoticeView]:
    """Every mail that we sent or are sending to the member, newest first."""
    rows = models.Notice.objects.filter(member_id=member_id).order_by("-id")
    found, has_next = _paged(rows, page)
    return values.Page(tuple(_notice_view(row) for row in found), page, has_next)


def notice(notice_id: UUID, member_id: UUID | None = None) -> values.NoticeView:
    """One mail; with ``member_id`` only if it is theirs. Raises :class:`NotFound`."""
    row = models.Notice.objects.filter(id=notice_id).first()
    if row is None or (member_id is not None and row.member_id != member_id):
        raise NotFound("There is no such message.", code="notice_not_found")
    return _notice_view(row)


def addressee(notice_id: UUID) -> tuple[UUID | None, str, str]:
    """Member id, address and language of a notice, for the one who sends it."""
    row = models.Notice.objects.get(id=notice_id)
    return row.member_id, row.to, row.language


def reports_open(page: int = 1) -> values.Page[values.ReportView]:
    """Reports of messages without an answer, oldest first."""
    rows = (
        models.Report.objects.filter(answered_at=None)
        .select_related("message")
        .order_by("reported_at", "id")
    )
    found, has_next = _paged(rows, page)
    views = tuple(
        values.ReportView(
            row.id,
            row.reference,
            row.message.conversation_id,
            _message_view(row.message),
            row.reporter_member_id,
            row.reason,
            row.reported_at,
            row.answer,
            row.answered_at,
        )
        for row in found
    )
    return values.Page(views, page, has_next)


def unread_of_seller(seller_id: UUID) -> int:
    """Messages that the seller's staff have not read yet."""
    rows = models.Conversation.objects.filter(seller_id=seller_id, seller_unread__gt=0)
    return int(rows.aggregate(n=Sum("seller_unread"))["n"] or 0)


def unread_of_member(member_id: UUID) -> int:
    """Unread messages for the page header: as a buyer and as somebody's staff."""
    staff = members.staff_of(member_id)
    return unread(member_id, staff.seller_id if staff else None)
