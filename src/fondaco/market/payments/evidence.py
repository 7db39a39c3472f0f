"""Answering a chargeback: what this room knows of the payment, the answer kept, then sent.

Whoever knows the orders assembles the answer (:mod:`payments.rules.evidence`) and hands it to
:func:`prepare`. It is stored before it is sent, so that a call repeated after a doubt sends the
same words under the same key, and the acquirer takes it once.
"""

import logging
from dataclasses import asdict, dataclass
from datetime import datetime
from uuid import UUID

from fondaco.kernel import audit, clock, outbox
from fondaco.kernel.errors import Refusal
from fondaco.kernel.outbox import Event
from fondaco.kernel.transaction import action
from fondaco.market.payments import chargeback as chargebacks
from fondaco.market.payments.gateways.chosen import gateway
from fondaco.market.payments.gateways.protocol import EvidenceRequest
from fondaco.market.payments.intents import about
from fondaco.market.payments.lifecycle import AttemptState, ChargebackState, RefundState
from fondaco.market.payments.models import (
    Allocation,
    Attempt,
    Chargeback,
    ChargebackAnswer,
    Intent,
    Refund,
)
from fondaco.market.payments.rules import evidence as rules
from fondaco.market.payments.rules.device import device_of
from fondaco.market.payments.values import AnswerView
from fondaco.money.amount import Money

log = logging.getLogger(__name__)

FINAL = frozenset({400, 404, 409, 422})
"""Refusals that stay refusals; another (not known as who we are, too many calls) may pass."""

MOST_EARLIER = 40


@dataclass(frozen=True, slots=True)
class Known:
    """What this room knows of a disputed payment. ``earlier`` are undisputed payments of the same
    card, each with the id of one order that it paid (its address is that order's)."""

    chargeback_id: UUID
    reason_code: str
    opened_at: datetime
    checkout_id: UUID
    payment: rules.Payment
    authenticated: rules.Authenticated | None
    earlier: tuple[tuple[UUID | None, rules.Payment], ...]
    refunds: tuple[rules.Returned, ...]


def known(chargeback_id: UUID) -> Known | None:
    """For an answer; None when it is decided, or an answer was prepared. Five statements."""
    row = (
        Chargeback.objects.filter(id=chargeback_id, ended_at=None, answer=None)
        .select_related("intent")
        .first()
    )
    if row is None:
        return None
    attempt = Attempt.objects.filter(intent=row.intent, state=AttemptState.CAPTURED).get()
    refunds = Refund.objects.filter(
        intent=row.intent, state__in=[RefundState.SENT, RefundState.SETTLED]
    )
    return Known(
        chargeback_id=row.id,
        reason_code=row.reason_code,
        opened_at=row.opened_at,
        checkout_id=row.intent.reference_id,
        payment=_payment(row.intent, attempt),
        authenticated=_authenticated(attempt),
        earlier=_earlier(row, attempt),
        refunds=tuple(
            rules.Returned(
                _money(each.amount_minor, row.intent.currency),
                each.sent_at or each.requested_at,
                each.network_reference,
            )
            for each in refunds.order_by("id")
        ),
    )


def _earlier(row: Chargeback, attempt: Attempt) -> tuple[tuple[UUID | None, rules.Payment], ...]:
    found = list(
        Attempt.objects.filter(
            fingerprint=attempt.fingerprint,
            state=AttemptState.CAPTURED,
            intent__chargebacks=None,
            intent__captured_at__gte=row.opened_at - rules.PRIOR_UNTIL,
            intent__captured_at__lte=row.opened_at - rules.PRIOR_FROM,
        )
        .exclude(intent=row.intent)
        .select_related("intent")
        .order_by("-id")[:MOST_EARLIER]
    )
    owners: dict[UUID, str] = dict(
        Allocation.objects.filter(intent__in=[each.intent_id for each in found])
        .order_by("-position")
        .values_list("intent_id", "owner")
    )
    return tuple((_id(owners.get(each.intent_id)), _payment(each.intent, each)) for each in found)


def _id(owner: str | None) -> UUID | None:
    try:
        return UUID(owner or "")
    except ValueError:
        return None


def _payment(intent: Intent, attempt: Attempt) -> rules.Payment:
    return rules.Payment(
        reference=intent.reference,
        paid_at=intent.captured_at or intent.created_at,
        amount=_money(intent.amount_minor, intent.currency),
        member=str(intent.member_id),
        ip=attempt.ip,
        device=device_of(attempt.browser),
        address="",
    )


def _authenticated(attempt: Attempt) -> rules.Authenticated | None:
    if not attempt.trans_status:
        return None
    return rules.Authenticated(
        attempt.version,
        attempt.trans_status,
        attempt.eci,
        attempt.liability_shift,
        attempt.was_challenged,
        attempt.network_reference,
        attempt.exemption if attempt.is_exempt else "",
    )


def _money(minor: int, currency: str) -> str:
    return f"{Money(minor, currency).to_decimal():f} {currency}"


@action
def prepare(*, chargeback_id: UUID, answer: rules.Answer) -> bool:
    """Keep the answer and let it be sent; False when it is decided or answered already."""
    row = Chargeback.objects.select_for_update().filter(id=chargeback_id).first()
    if row is None or row.ended_at or ChargebackAnswer.objects.filter(chargeback=row).exists():
        return False
    ChargebackAnswer.objects.create(
        chargeback=row,
        summary=answer.summary,
        documents=[asdict(each) for each in answer.documents],
        prepared_at=clock.now(),
    )
    outbox.emit("chargeback.prepared", row.id)
    return True


@outbox.outside
def send_prepared(event: Event) -> None:
    """Handler of ``chargeback.prepared``. In doubt it raises, and is tried again, word for word."""
    row = (
        ChargebackAnswer.objects.select_related("chargeback")
        .filter(chargeback_id=event.subject_id, sent_at=None, refused_at=None)
        .first()
    )
    if row is None:
        return
    dispute = row.chargeback
    attempts = Attempt.objects.filter(intent_id=dispute.intent_id, state=AttemptState.CAPTURED)
    request = EvidenceRequest(
        key=f"{dispute.id}:evidence",
        network_case_id=dispute.network_case_id,
        reason_code=dispute.reason_code,
        summary=row.summary,
        documents=row.documents,
    )
    try:
        gateway(attempts.values_list("gateway", flat=True).get()).answer_chargeback(request)
    except Refusal as refusal:
        if refusal.status not in FINAL:
            raise
        log.warning("the answer to chargeback %s was refused: %s", dispute.id, refusal.code)
        record_refused(chargeback_id=dispute.id, code=refusal.code)
        return
    record_sent(chargeback_id=dispute.id)


@action
def record_sent(*, chargeback_id: UUID) -> None:
    """The acquirer has the answer. Told twice, it counts once."""
    row = _unsent(chargeback_id)
    if row is None:
        return
    row.sent_at = clock.now()
    row.save(update_fields=["sent_at"])
    dispute = row.chargeback
    if dispute.state == ChargebackState.OPENED:
        chargebacks.record_answered(chargeback_id=chargeback_id)
    kinds = list(dict.fromkeys(each["kind"] for each in row.documents))
    audit.record(
        actor=audit.SYSTEM,
        act="chargeback.answer",
        subject_kind="chargeback",
        subject_id=chargeback_id,
        documents=kinds,
    )
    outbox.emit(
        "chargeback.answered",
        chargeback_id,
        **about(dispute.intent),
        reason_code=dispute.reason_code,
        documents=kinds,
    )


@action
def record_refused(*, chargeback_id: UUID, code: str) -> None:
    """The acquirer did not take the answer (too late, decided): a person looks at it."""
    row = _unsent(chargeback_id)
    if row is not None:
        row.refused_at = clock.now()
        row.refusal = code[:60]
        row.save(update_fields=["refused_at", "refusal"])


def _unsent(chargeback_id: UUID) -> ChargebackAnswer | None:
    return (
        ChargebackAnswer.objects.select_for_update(of=("self",))
        .select_related("chargeback__intent")
        .filter(chargeback_id=chargeback_id, sent_at=None, refused_at=None)
        .first()
    )


def answer_view(chargeback_id: UUID) -> AnswerView | None:
    """What was or will be sent, word for word."""
    row = ChargebackAnswer.objects.filter(chargeback_id=chargeback_id).first()
    return None if row is None else view_of(row)


def view_of(row: ChargebackAnswer) -> AnswerView:
    """The frozen value of a row."""
    return AnswerView(
        chargeback_id=row.chargeback_id,
        summary=row.summary,
        documents=tuple((each["kind"], each["title"], each["text"]) for each in row.documents),
        prepared_at=row.prepared_at,
        sent_at=row.sent_at,
        refused_at=row.refused_at,
        refusal=row.refusal,
    )
