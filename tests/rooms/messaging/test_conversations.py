"""Conversations: screened before delivery, for the two sides only, with a response clock."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from uuid import UUID, uuid4

import pytest

from fondaco.kernel.audit import SYSTEM
from fondaco.kernel.errors import NotFound, Refusal
from fondaco.kernel.models import OutboxMessage
from fondaco.market.members import actions as members
from fondaco.market.members.rules import PostalAddress
from fondaco.market.messaging import actions, models, queries

pytestmark = pytest.mark.django_db
NOON = datetime(2026, 11, 24, 12, tzinfo=UTC)
ADDRESS = PostalAddress("Officina", "Via 1", "", "Bassano", "", "36061", "IT", "")


def make_member(name: str) -> UUID:
    return members.create_member(
        email=f"{name}@example.org", password="x", display_name=name, country="IT"
    )


@pytest.fixture
def buyer() -> UUID:
    return make_member("buyer")


@pytest.fixture
def owner() -> UUID:
    return make_member("owner")


@pytest.fixture
def seller(owner: UUID) -> UUID:
    return members.apply_as_seller(
        member_id=owner,
        name="Officina Brenta",
        legal_name="Officina Brenta SRL",
        kind="trader",
        country="IT",
        city="Bassano",
        address=ADDRESS,
        register_number="VI-1",
        contact_email="ciao@brenta.example",
        contact_phone="0424 123456",
        story="",
    )


def ask(
    buyer: UUID, seller: UUID, text: str = "Is it new?", key: str = "a", **more: object
) -> UUID:
    return actions.ask(member_id=buyer, seller_id=seller, text=text, key=key, **more)  # type: ignore[arg-type]


def test_a_question_opens_one_conversation_a_listing(buyer: UUID, seller: UUID) -> None:
    listing = uuid4()
    first = ask(buyer, seller, listing_id=listing, about="Lamp")
    assert ask(buyer, seller, key="b", text="And red?", listing_id=listing) == first
    assert ask(buyer, seller, key="c", listing_id=uuid4()) != first
    view = queries.conversation(first, "seller")
    assert [message.text for message in view.messages] == ["Is it new?", "And red?"]
    assert (view.about, view.unread) == ("Lamp", 2)


def test_the_same_key_delivers_once(buyer: UUID, seller: UUID) -> None:
    assert ask(buyer, seller) == ask(buyer, seller)
    assert models.Message.objects.count() == 1


@pytest.mark.parametrize(
    "text", ["4111 1111 1111 1111", "send me the sms code you received", "my password is hunter22!"]
)
def test_what_must_not_be_kept_is_refused_and_not_stored(
    buyer: UUID, seller: UUID, text: str
) -> None:
    with pytest.raises(Refusal) as refused:
        ask(buyer, seller, text)
    assert refused.value.code == "message_refused"
    assert refused.value.field == "text"
    assert text not in str(refused.value)
    assert not models.Message.objects.exists()


def test_a_way_outside_is_delivered_with_its_warning(buyer: UUID, seller: UUID) -> None:
    view = queries.conversation(ask(buyer, seller, "Write me on WhatsApp"))
    assert view.messages[0].findings == ("handle",)


def test_the_listing_s_own_gtin_is_no_card(buyer: UUID, seller: UUID) -> None:
    ask(buyer, seller, "Is 36006666333344 right?", exempt_numbers=["36006666333344"])
    with pytest.raises(Refusal):
        ask(buyer, seller, "Is 36006666333344 right?", key="b", listing_id=uuid4())


def test_a_stranger_neither_reads_nor_writes(buyer: UUID, seller: UUID) -> None:
    conversation = ask(buyer, seller)
    with pytest.raises(NotFound):
        actions.write(
            conversation_id=conversation, author_member_id=make_member("x"), text="Hi", key="x"
        )


def test_the_seller_s_first_answer_is_timed_from_the_first_open_question(
    buyer: UUID, owner: UUID, seller: UUID, at_time: Callable[[datetime], None]
) -> None:
    at_time(NOON)
    conversation = ask(buyer, seller)
    at_time(NOON + timedelta(hours=1))
    ask(buyer, seller, key="b")
    at_time(NOON + timedelta(hours=3))
    actions.write(conversation_id=conversation, author_member_id=owner, text="Yes.", key="c")
    event = OutboxMessage.objects.filter(event="message.sent").order_by("-id")[0]
    assert event.data["is_first_answer"] is True
    assert event.data["asked_at"] == NOON.isoformat()
    assert event.data["answered_at"] == (NOON + timedelta(hours=3)).isoformat()
    assert queries.waiting_for_seller(seller) == ()


def test_reading_and_answering_empty_the_unread_count(
    buyer: UUID, owner: UUID, seller: UUID
) -> None:
    conversation = ask(buyer, seller)
    assert queries.unread(owner, seller) == 1
    actions.write(conversation_id=conversation, author_member_id=owner, text="Yes.", key="c")
    assert (queries.unread(owner, seller), queries.unread(buyer)) == (0, 1)
    actions.mark_read(conversation_id=conversation, member_id=buyer)
    assert queries.unread(buyer) == 0


def test_a_blocked_conversation_takes_no_messages_until_its_blocker_opens_it(
    buyer: UUID, owner: UUID, seller: UUID
) -> None:
    conversation = ask(buyer, seller)
    actions.block(conversation_id=conversation, member_id=buyer)
    actions.unblock(conversation_id=conversation, member_id=owner)
    with pytest.raises(Refusal) as refused:
        actions.write(conversation_id=conversation, author_member_id=owner, text="Hi", key="c")
    assert refused.value.code == "conversation_blocked"
    actions.unblock(conversation_id=conversation, member_id=buyer)
    actions.write(conversation_id=conversation, author_member_id=owner, text="Hi", key="c")


def test_a_report_has_one_reference_and_its_answer_comes_by_mail(
    buyer: UUID, owner: UUID, seller: UUID
) -> None:
    message = queries.conversation(ask(buyer, seller)).messages[0]
    with pytest.raises(Refusal):
        actions.report(message_id=message.id, member_id=buyer, reason="mine")
    reference = actions.report(message_id=message.id, member_id=owner, reason="Insulting.")
    assert reference == actions.report(message_id=message.id, member_id=owner, reason="Again.")
    (open_report,) = queries.reports_open().items
    actions.answer_report(report_id=open_report.id, answer="It breaks no rule.", actor=SYSTEM)
    assert queries.reports_open().items == ()
    assert "It breaks no rule." in queries.notices(owner).items[0].body


def test_nobody_writes_to_their_own_shop(owner: UUID, seller: UUID) -> None:
    with pytest.raises(Refusal) as refused:
        ask(owner, seller)
    assert refused.value.code == "own_shop"


def test_the_seller_is_told_by_mail_once_until_they_read(
    buyer: UUID, owner: UUID, seller: UUID
) -> None:
    conversation = ask(buyer, seller)
    ask(buyer, seller, key="b")
    kinds = [notice.kind for notice in queries.notices(owner).items]
    assert kinds.count("message_for_seller") == 1
    actions.mark_read(conversation_id=conversation, member_id=owner)
    ask(buyer, seller, key="c")
    kinds = [notice.kind for notice in queries.notices(owner).items]
    assert kinds.count("message_for_seller") == 2
