"""Writes of the messaging room: messages, reports, notices."""

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _

from fondaco.kernel import audit, clock, outbox
from fondaco.kernel.errors import NotAllowed, NotFound, Refusal
from fondaco.kernel.ids import new_id, reference
from fondaco.kernel.transaction import action
from fondaco.market.members import queries as members
from fondaco.market.messaging import models, rules, wording
from fondaco.market.trust.rules.screening import screen

PREVIEW_LENGTH = 160


@action
def ask(
    *,
    member_id: UUID,
    seller_id: UUID,
    text: str,
    key: str,
    listing_id: UUID | None = None,
    order_id: UUID | None = None,
    about: str = "",
    exempt_numbers: Iterable[str] = (),
) -> UUID:
    """Write to a seller about a listing, an order or neither; opens the conversation or goes on.

    ``about`` is the title that both sides see; ``exempt_numbers`` (the listing's GTIN, the
    order's reference and tracking number) are never taken for a card or a telephone.
    """
    staff = members.staff_of(member_id)
    if staff is not None and staff.seller_id == seller_id:
        raise NotAllowed(_("You cannot write to your own shop."), code="own_shop")
    members.seller(seller_id)
    _check_only_seller(member_id, seller_id, order_id)
    moment = clock.now()
    subject = {"order_id": order_id, "listing_id": None if order_id else listing_id}
    row, _is_new = models.Conversation.objects.get_or_create(
        buyer_id=member_id,
        seller_id=seller_id,
        **subject,
        defaults={
            "about": about[:200],
            "opened_at": moment,
            "last_message_at": moment,
            "exempt_numbers": sorted({str(number) for number in exempt_numbers if number}),
        },
    )
    write(conversation_id=row.id, author_member_id=member_id, text=text, key=key)
    return row.id


def _check_only_seller(member_id: UUID, seller_id: UUID, order_id: UUID | None) -> None:
    """An order has one seller: nobody else's words may stand in its conversation."""
    others = models.Conversation.objects.filter(buyer_id=member_id, order_id=order_id)
    if order_id is not None and others.exclude(seller_id=seller_id).exists():
        raise Refusal(
            "other_seller",
            _("This order has a conversation with another seller."),
            not_done=_("Your message was not sent."),
            field="seller_id",
            status=422,
        )


@action
def write(*, conversation_id: UUID, author_member_id: UUID, text: str, key: str) -> UUID:
    """Deliver a message after screening it. The same key by the same author delivers once.

    Raises :class:`NotFound` for somebody who takes no part, and a refusal that explains itself
    when the message has a card number, a code or a password in it: then nothing is kept.
    """
    row = _locked(conversation_id)
    side = side_of(row, author_member_id)
    earlier = models.Message.objects.filter(author_member_id=author_member_id, key=key).first()
    if earlier is not None:
        return earlier.id
    plain = rules.cleaned(text)
    moment = clock.now()
    recent = models.Message.objects.filter(
        author_member_id=author_member_id, written_at__gt=moment - rules.WINDOW
    )
    rules.check_pace(recent.count())
    screening = screen(plain, row.exempt_numbers)
    verdict = rules.Verdict(screening.verdict, screening.findings)
    findings = rules.admit(verdict, blocked_by=row.blocked_by)
    state = rules.Clock(row.asked_at, row.has_answered)
    state, answer = rules.after_message(state, side, moment)
    message = models.Message.objects.create(
        conversation=row,
        author_member_id=author_member_id,
        side=side,
        text=plain,
        findings=list(findings),
        written_at=moment,
        key=key,
    )
    _move(row, message, state)
    outbox.emit(
        "message.sent",
        row.id,
        author_member_id=str(author_member_id),
        buyer_id=str(row.buyer_id),
        seller_id=str(row.seller_id),
        side=side,
        unread=row.seller_unread if side == "buyer" else row.buyer_unread,
        findings=list(findings),
        is_first_answer=answer.is_first_answer,
        asked_at=answer.asked_at.isoformat() if answer.asked_at else None,
        answered_at=moment.isoformat() if answer.asked_at else None,
    )
    return message.id


def _locked(conversation_id: UUID) -> models.Conversation:
    try:
        return models.Conversation.objects.select_for_update().get(id=conversation_id)
    except models.Conversation.DoesNotExist:
        raise NotFound(_("There is no such conversation."), code="conversation_not_found") from None


def side_of(row: models.Conversation, member_id: UUID) -> str:
    """Which side a member is on; raises :class:`NotFound` for neither."""
    if row.buyer_id == member_id:
        return "buyer"
    staff = members.staff_of(member_id)
    if staff is not None and staff.seller_id == row.seller_id:
        return "seller"
    raise NotFound(_("There is no such conversation."), code="conversation_not_found")


def _move(row: models.Conversation, message: models.Message, state: rules.Clock) -> None:
    row.asked_at, row.has_answered = state.asked_at, state.has_answered
    row.last_message_at, row.last_side = message.written_at, message.side
    row.last_text = message.text[:PREVIEW_LENGTH]
    # Whoever answers has read what came before.
    if message.side == "buyer":
        row.buyer_unread, row.seller_unread = 0, row.seller_unread + 1
    else:
        row.seller_unread, row.buyer_unread = 0, row.buyer_unread + 1
    row.save()


@action
def mark_read(*, conversation_id: UUID, member_id: UUID) -> None:
    """The member has seen what stands in the conversation."""
    row = _locked(conversation_id)
    field = f"{side_of(row, member_id)}_unread"
    if getattr(row, field):
        setattr(row, field, 0)
        row.save(update_fields=[field])


@action
def block(*, conversation_id: UUID, member_id: UUID) -> None:
    """Want no more messages here. Only the side that blocked can open it again."""
    row = _locked(conversation_id)
    side = side_of(row, member_id)
    if not row.blocked_by:
        row.blocked_by = side
        row.save(update_fields=["blocked_by"])


@action
def unblock(*, conversation_id: UUID, member_id: UUID) -> None:
    """Open a conversation again that one's own side had closed."""
    row = _locked(conversation_id)
    if row.blocked_by == side_of(row, member_id):
        row.blocked_by = ""
        row.save(update_fields=["blocked_by"])


@action
def report(*, message_id: UUID, member_id: UUID, reason: str) -> str:
    """Report a message of the other side; returns the report's reference.

    Reporting the same message again gives the reference of the first report.
    """
    message = models.Message.objects.filter(id=message_id).select_related("conversation").first()
    if message is None:
        raise NotFound(_("There is no such message."), code="message_not_found")
    side = side_of(message.conversation, member_id)
    if side == message.side:
        raise NotAllowed(_("This is your own side's message."), code="own_message")
    if not reason.strip():
        raise Refusal("reason_missing", _("Say what is wrong with it."), field="reason", status=422)
    report_id = new_id()
    row, _is_new = models.Report.objects.get_or_create(
        message=message,
        reporter_member_id=member_id,
        defaults={
            "id": report_id,
            "reference": reference("RP", report_id),
            "reason": reason.strip()[:1_000],
            "reported_at": clock.now(),
        },
    )
    return row.reference


@action
def answer_report(*, report_id: UUID, answer: str, actor: audit.Actor) -> None:
    """Tell the reporter what was decided and why."""
    row = models.Report.objects.select_for_update().filter(id=report_id).first()
    if row is None:
        raise NotFound(_("There is no such report."), code="report_not_found")
    if not answer.strip():
        raise Refusal("answer_missing", _("Give the reasons."), field="answer", status=422)
    row.answer, row.answered_at = answer.strip()[:1_000], clock.now()
    row.save(update_fields=["answer", "answered_at"])
    audit.record(actor=actor, act="report.answer", subject_kind="report", subject_id=row.id)
    send_notice(
        member_id=row.reporter_member_id,
        kind="report_answered",
        context={"reference": row.reference, "answer": row.answer},
        key=f"report-answered:{row.id}",
    )


@action
def send_notice(
    *, member_id: UUID, kind: str, context: dict[str, Any], key: str, to: str = ""
) -> UUID:
    """Write a mail of ``kind`` (of :data:`wording.TEXTS`) to a member; it is sent after commit.

    ``context`` fills the text; an ``amount_minor`` with its ``currency`` becomes ``amount``.
    The same key writes once. Raises ``KeyError`` for a kind without a text.
    """
    person = members.member(member_id)
    return _write_notice(
        member_id=member_id,
        to=to or person.email,
        kind=kind,
        context={"name": person.display_name} | context,
        language=person.language,
        phrase=members.anti_phishing_phrase(member_id),
        key=key,
    )


@action
def send_to_address(
    *,
    to: str,
    kind: str,
    context: dict[str, Any],
    language: str,
    key: str,
    member_id: UUID | None = None,
) -> UUID:
    """Write a mail to an address that may have no member, such as the answer to a reset.

    With ``member_id`` it stands among the messages that we really sent to that member.
    """
    return _write_notice(
        member_id=member_id,
        to=to,
        kind=kind,
        context=context,
        language=language,
        phrase=members.anti_phishing_phrase(member_id) if member_id else "",
        key=key,
    )


def _write_notice(
    *,
    member_id: UUID | None,
    to: str,
    kind: str,
    context: dict[str, Any],
    language: str,
    phrase: str,
    key: str,
) -> UUID:
    earlier = models.Notice.objects.filter(key=key).first()
    if earlier is not None:
        return earlier.id
    words = wording.written(kind, context, language=language, phrase=phrase)
    notice = models.Notice.objects.create(
        key=key,
        member_id=member_id,
        kind=kind,
        to=to,
        language=language,
        subject=words.subject,
        body=words.body,
        action_label=words.action_label,
        action_url=words.action_url,
        has_secret_link=words.has_secret_link,
        written_at=clock.now(),
    )
    outbox.emit("notice.written", notice.id)
    return notice.id


@action
def record_sent(*, notice_id: UUID) -> None:
    """The mail server took the notice."""
    models.Notice.objects.filter(id=notice_id, sent_at=None).update(sent_at=clock.now())
