"""Questions to sellers and their answers."""

from dataclasses import dataclass
from datetime import datetime
from typing import Annotated, Literal
from uuid import UUID

from django.http import HttpRequest
from django.utils.translation import gettext as _
from ninja import Query, Schema
from pydantic import Field

from fondaco.kernel.errors import NotFound, Refusal
from fondaco.market.messaging import actions, queries
from fondaco.market.messaging.values import ConversationView, MessageView
from fondaco.market.trade import queries as trade
from fondaco.market.web.api.door import Resource, write_key
from fondaco.market.web.api.paging import Cursor, next_cursor, page_of
from fondaco.market.web.api.resources.catalogue import public_listing
from fondaco.market.web.api.who import MEMBER, member_of, shop_of

router = Resource()

Text = Annotated[str, Field(min_length=1, max_length=4_000)]


class Message(Schema):
    """One message; ``findings`` are kinds of things that its reader is warned of."""

    message_id: UUID
    side: str
    text: str
    findings: list[str]
    written_at: datetime


class Conversation(Schema):
    """A conversation; ``messages`` oldest first."""

    conversation_id: UUID
    seller_id: UUID
    listing_id: UUID | None
    order_id: UUID | None
    about: str
    messages: list[Message]


class ConversationSummary(Schema):
    """A conversation in a list."""

    conversation_id: UUID
    seller_id: UUID
    about: str
    last_text: str
    last_side: str
    last_message_at: datetime
    unread: int


class Conversations(Schema):
    """A page of conversations, the newest message first."""

    items: list[ConversationSummary]
    next_cursor: str | None


class NewConversation(Schema):
    """A first message to a seller: about an order of the member's, a listing, or neither.

    With ``order_id`` or ``listing_id`` it goes to its seller, and ``seller_id`` need not be sent.
    """

    seller_id: UUID | None = None
    listing_id: UUID | None = None
    order_id: UUID | None = None
    text: Text


class NewMessage(Schema):
    """What is said."""

    text: Text


class Written(Schema):
    """The message was delivered."""

    conversation_id: UUID
    message_id: UUID | None = None


def _message(view: MessageView) -> Message:
    return Message(
        message_id=view.id,
        side=view.side,
        text=view.text,
        findings=list(view.findings),
        written_at=view.written_at,
    )


def _summary(view: ConversationView) -> ConversationSummary:
    return ConversationSummary(
        conversation_id=view.id,
        seller_id=view.seller_id,
        about=view.about,
        last_text=view.last_text,
        last_side=view.last_side,
        last_message_at=view.last_message_at,
        unread=view.unread,
    )


@router.read("/conversations", Conversations, auth=MEMBER)
def list_conversations(
    request: HttpRequest,
    side: Annotated[Literal["buyer", "seller"], Query("buyer")] = "buyer",
    cursor: Cursor = "",
) -> Conversations:
    """The member's conversations as a buyer, or those of the shop they work for."""
    page = page_of(cursor)
    found = (
        queries.conversations(member_of(request), page)
        if side == "buyer"
        else queries.conversations_of_seller(shop_of(request), page)
    )
    return Conversations(
        items=[_summary(view) for view in found.items],
        next_cursor=next_cursor(found.page, found.has_next),
    )


@router.write("POST", "/conversations", Written, status=201, auth=MEMBER)
def ask_seller(request: HttpRequest, question: NewConversation) -> Written:
    """Write to a seller; goes on in the conversation about the same thing if there is one."""
    subject = _subject(member_of(request), question)
    if question.seller_id not in (None, subject.seller_id):
        raise Refusal(
            "other_seller",
            _("This is another seller's."),
            not_done=_("Your message was not sent."),
            next_step=_("Leave the seller out: the message goes to the right one."),
            field="seller_id",
            status=422,
        )
    conversation_id = actions.ask(
        member_id=member_of(request),
        seller_id=subject.seller_id,
        listing_id=question.listing_id,
        order_id=question.order_id,
        about=subject.about,
        exempt_numbers=subject.exempt_numbers,
        text=question.text,
        key=write_key(request),
    )
    return Written(conversation_id=conversation_id)


@dataclass(frozen=True, slots=True)
class Subject:
    """Whom a question goes to, its title, and which numbers are harmless in it."""

    seller_id: UUID
    about: str = ""
    exempt_numbers: tuple[str, ...] = ()


def _subject(member_id: UUID, question: NewConversation) -> Subject:
    """The seller follows from the order or the listing, never from what was sent."""
    if question.order_id is not None:
        if trade.buyer_of(question.order_id) != member_id:
            raise NotFound(_("You have no such order."), code="order_not_found")
        order = trade.order(question.order_id)
        numbers = (each.tracking_number for each in order.shipments)
        return Subject(order.seller_id, order.reference, (order.reference, *numbers))
    if question.listing_id is not None:
        listing = public_listing(question.listing_id)
        return Subject(listing.seller_id, listing.title, (listing.gtin, listing.mpn))
    if question.seller_id is not None:
        return Subject(question.seller_id)
    raise Refusal(
        "seller_missing",
        _("Say which order, listing or seller you write about."),
        not_done=_("Your message was not sent."),
        field="seller_id",
        status=422,
    )


@router.read("/conversations/{uuid:conversation_id}", Conversation, auth=MEMBER)
def get_conversation(request: HttpRequest, conversation_id: UUID) -> Conversation:
    """A conversation that the member takes part in."""
    view = queries.conversation(conversation_id)
    return Conversation(
        conversation_id=view.id,
        seller_id=view.seller_id,
        listing_id=view.listing_id,
        order_id=view.order_id,
        about=view.about,
        messages=[_message(each) for each in view.messages],
    )


@router.write(
    "POST", "/conversations/{uuid:conversation_id}/messages", Written, status=201, auth=MEMBER
)
def write_message(request: HttpRequest, conversation_id: UUID, message: NewMessage) -> Written:
    """Answer. The text is screened before anybody sees it."""
    message_id = actions.write(
        conversation_id=conversation_id,
        author_member_id=member_of(request),
        text=message.text,
        key=write_key(request),
    )
    return Written(conversation_id=conversation_id, message_id=message_id)
