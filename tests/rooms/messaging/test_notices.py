"""Notices: written once an event, sent after the commit, kept as they were sent."""

from email import message_from_bytes
from typing import Any
from uuid import UUID, uuid4

import pytest
from django.core import mail
from django.core.mail import EmailMultiAlternatives

from fondaco.kernel import outbox, transaction, wire
from fondaco.kernel.models import OutboxMessage
from fondaco.market.members import actions as members
from fondaco.market.members import models as member_models
from fondaco.market.members.rules import PostalAddress
from fondaco.market.messaging import actions, models, notices, post, practice_post, queries, texts
from fondaco.market.project import wiring

pytestmark = pytest.mark.django_db
CONTEXT = {"reference": "FO-7Q2M-19XK-3", "amount_minor": 8390, "currency": "EUR", "id": uuid4()}


BACK = {
    "refund_id": str(uuid4()),
    "reference_id": str(uuid4()),
    "creditor_reference": "RF84 FT12 3",
    "iban": "IT49 N999 0102 1000 0000 0000 001",
    "holder": "Fondaco Marketplace",
    "until": "2026-12-01",
    "iban_end": "3000",
    "end_to_end_id": "RB1",
}
"""What news of transfers, credit and refunds by bank carries beside the usual."""


@pytest.fixture
def member() -> UUID:
    return members.create_member(
        email="ana@example.org", password="x", display_name="Ana", country="PT",
        email_confirmed=True,
    )  # fmt: skip


@pytest.fixture
def seller(member: UUID) -> UUID:
    address = PostalAddress("Brenta", "Via 1", "", "Bassano", "", "36061", "IT", "")
    return members.apply_as_seller(
        member_id=member, name="Officina Brenta", legal_name="Brenta SRL", kind="trader",
        country="IT", city="Bassano", address=address, register_number="VI-1",
        contact_email="a@brenta.example", contact_phone="0424 123456", story="",
    )  # fmt: skip


def send(member: UUID, kind: str = "order_paid_buyer", key: str = "k", **more: Any) -> UUID:
    return actions.send_notice(member_id=member, kind=kind, context=CONTEXT | more, key=key)


def test_a_notice_is_mailed_and_kept_as_it_was_sent(member: UUID) -> None:
    members.revise_profile(member_id=member, anti_phishing_phrase="blue heron at noon")
    notice = queries.notice(send(member), member)
    (sent,) = mail.outbox
    assert sent.to == ["ana@example.org"]
    assert "We hold your payment" in sent.subject
    assert "€83.90" in sent.body
    assert "blue heron at noon" in sent.body
    assert notice.sent_at is not None
    assert notice.body.split("\n\n")[0] in sent.body
    assert notice.action_url.endswith(f"/orders/{CONTEXT['id']}/")
    assert notice.action_url in sent.body


def test_the_mail_has_a_plain_and_a_simple_html_part(member: UUID) -> None:
    send(member)
    (sent,) = mail.outbox
    assert isinstance(sent, EmailMultiAlternatives)
    (html, kind) = sent.alternatives[0]
    assert kind == "text/html"
    assert "<h1" in str(html)


def test_the_same_key_writes_one_notice(member: UUID) -> None:
    assert send(member) == send(member)
    assert len(mail.outbox) == 1


def test_a_mail_speaks_the_member_s_language_settings(member: UUID) -> None:
    members.revise_profile(member_id=member, language="de")
    send(member)
    assert "83,90 €" in mail.outbox[0].body.replace("\xa0", " ")


def test_a_secret_link_is_in_the_mail_and_nowhere_else(member: UUID) -> None:
    notice_id = send(member, kind="password_reset_key")
    row = models.Notice.objects.get(id=notice_id)
    (sent,) = mail.outbox
    assert "/account/password/reset/key/" in sent.body
    assert row.has_secret_link
    assert "/account/password/reset/key/" not in row.body + row.action_url


def test_a_mail_that_could_not_be_sent_waits_and_is_sent_by_the_sweep(
    member: UUID, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as broken:
        broken.setattr(EmailMultiAlternatives, "send", _fail)
        notice_id = send(member)
    assert queries.notice(notice_id).sent_at is None
    OutboxMessage.objects.update(next_try_at="2020-01-01T00:00Z")
    outbox.sweep()
    assert queries.notice(notice_id).sent_at is not None
    assert len(mail.outbox) == 1


def _fail(self: object) -> int:
    raise ConnectionRefusedError


def test_somebody_else_s_mail_is_not_found(member: UUID) -> None:
    notice_id = send(member)
    with pytest.raises(Exception, match="no such message"):
        queries.notice(notice_id, uuid4())


@pytest.mark.parametrize("name", notices.NOTICES)
def test_every_listed_event_makes_a_mail_for_each_recipient(
    name: str, member: UUID, seller: UUID
) -> None:
    member_models.RoleGrant.objects.create(
        member_id=member, role="admin", granted_at="2026-01-01T00:00Z"
    )
    data = {
        **BACK,
        "buyer_id": str(member),
        "member_id": str(member),
        "seller_id": str(seller),
        "reference": "FO-7Q2M-19XK-3",
        "amount_minor": 8390,
        "currency": "EUR",
        "days": 5,
    }
    event_name, _slash, step = name.partition("/")
    if step:
        data["step"] = step
    subject = seller if name.startswith("seller.") else uuid4()
    before = models.Notice.objects.count()
    event = outbox.Event(uuid4(), event_name, subject, data)
    for _again in range(2):
        transaction.action(notices.on_event)(event)
    assert models.Notice.objects.count() - before == len(notices.NOTICES[name])


TOLD_BY_OTHER_NEWS = {
    "checkout.lapsed": "nothing was paid",
    "order.tracked": "no money moves; order.shipped tells it",
    "case.label_wanted": "case.moved tells it",
    "refund.requested": "order.refunded tells it",
    "intent.captured": "order.paid tells it",
    "intent.cancelled": "nothing was paid",
    "intent.failed": "nothing was paid; the page says so at once",
    "chargeback.opened": "case.moved and case.closed tell it",
    "chargeback.answered": "the case keeps it",
    "chargeback.prepared": "its evidence goes from one program to another",
    "chargeback.won": "case.moved and case.closed tell it",
    "chargeback.lost": "order.charged_back tells it",
}
MONEY = ("order.", "case.", "refund.", "transfer.", "credit.", "payout.", "chargeback.", "intent.")


def test_every_event_about_a_persons_money_has_a_text() -> None:
    told = {name.partition("/")[0] for name in notices.NOTICES}
    for name, handlers in wiring.EVENT_HANDLERS.items():
        if name.startswith(MONEY) and name not in TOLD_BY_OTHER_NEWS:
            assert name in told, name
            assert any(path.endswith(".notices.on_event") for path in handlers), name


def test_every_listed_kind_has_a_text() -> None:
    kinds = {kind for rules in notices.NOTICES.values() for _who, kind in rules}
    assert kinds <= set(texts.TEXTS)


def test_the_practice_post_office_gets_the_raw_mail_keyed_by_message(
    member: UUID, monkeypatch: pytest.MonkeyPatch, settings: Any
) -> None:
    posted: list[tuple[str, dict[str, Any]]] = []

    class Office:
        def post(self, path: str, body: dict[str, Any]) -> dict[str, Any]:
            posted.append((path, body))
            return {}

    monkeypatch.setattr(practice_post, "_client", Office)
    settings.EMAIL_BACKEND = "fondaco.market.messaging.practice_post.EmailBackend"
    notice_id = send(member)
    ((path, body),) = posted
    assert path == "/post/messages"
    assert body["to"] == "ana@example.org"
    assert body["key"].startswith(str(notice_id))
    import base64

    raw = message_from_bytes(base64.b64decode(body["raw_base64"]))
    assert raw["Subject"].startswith("We hold your payment")
    assert raw["Message-ID"] == f"<{notice_id}@fondaco.example>"


def test_a_closed_post_office_leaves_the_mail_pending(
    member: UUID, monkeypatch: pytest.MonkeyPatch, settings: Any
) -> None:
    class Closed:
        def post(self, path: str, body: dict[str, Any]) -> dict[str, Any]:
            raise wire.PeerUnavailable("bank")

    monkeypatch.setattr(practice_post, "_client", Closed)
    settings.EMAIL_BACKEND = "fondaco.market.messaging.practice_post.EmailBackend"
    assert queries.notice(send(member)).sent_at is None


def test_delivering_again_sends_nothing_more(member: UUID) -> None:
    notice_id = send(member)
    post.deliver(outbox.Event(uuid4(), "notice.written", notice_id, {}))
    assert len(mail.outbox) == 1
