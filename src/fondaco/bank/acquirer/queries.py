"""What the developers' pages show of the acquirer."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db.models import Count, QuerySet

from fondaco.bank.acquirer.models import Chargeback, ChargebackAnswer, PaymentOrder, Settlement

PAGE = 30


@dataclass(frozen=True, slots=True)
class ChargebackView:
    """A chargeback and the payment it takes back."""

    id: UUID
    amount_minor: int
    currency: str
    descriptor: str
    reason_code: str
    state: str
    opened_at: datetime
    answer_until_at: datetime
    network_reference: str
    because: str
    decided_at: datetime | None
    answers: int


@dataclass(frozen=True, slots=True)
class AnswerView:
    """One answer of the merchant."""

    summary: str
    documents: list[dict[str, str]]
    received_at: datetime


@dataclass(frozen=True, slots=True)
class SettlementView:
    """A settled day in one currency."""

    day: date
    currency: str
    captured_minor: int
    refunded_minor: int
    charged_back_minor: int
    cost_minor: int
    reference: str


@dataclass(frozen=True, slots=True)
class OrderView:
    """A credit transfer the marketplace ordered."""

    end_to_end_id: str
    creditor_name: str
    creditor_iban: str
    amount_minor: int
    currency: str
    execution_date: date
    state: str
    reason_code: str


def chargebacks() -> list[ChargebackView]:
    """The newest chargebacks."""
    return [_chargeback(row) for row in _chargebacks().order_by("-id")[:PAGE]]


def chargeback(chargeback_id: UUID) -> ChargebackView | None:
    """One chargeback."""
    row = _chargebacks().filter(id=chargeback_id).first()
    return _chargeback(row) if row is not None else None


def answers_to(chargeback_id: UUID) -> list[AnswerView]:
    """What the merchant sent, in order."""
    rows = ChargebackAnswer.objects.filter(chargeback_id=chargeback_id).order_by("id")
    return [AnswerView(row.summary, row.documents, row.received_at) for row in rows]


def _chargebacks() -> QuerySet[Chargeback]:
    return Chargeback.objects.select_related("capture__authorization").annotate(
        sent=Count("answers")
    )


def _chargeback(row: Chargeback) -> ChargebackView:
    return ChargebackView(
        row.id,
        row.amount_minor,
        row.capture.authorization.currency,
        row.capture.authorization.descriptor,
        row.reason_code,
        row.state,
        row.opened_at,
        row.answer_until_at,
        row.capture.authorization.network_reference,
        row.because,
        row.decided_at,
        getattr(row, "sent", 0),
    )


def settlements() -> list[SettlementView]:
    """The newest settlements."""
    rows = Settlement.objects.order_by("-day_id", "currency")[:PAGE]
    return [
        SettlementView(
            row.day_id,
            row.currency,
            row.captured_minor,
            row.refunded_minor,
            row.charged_back_minor,
            row.cost_minor,
            row.reference,
        )
        for row in rows
    ]


def orders() -> list[OrderView]:
    """The newest credit transfers."""
    rows = PaymentOrder.objects.order_by("-id")[:PAGE]
    return [
        OrderView(
            row.end_to_end_id,
            row.creditor_name,
            row.creditor_iban,
            row.amount_minor,
            row.currency,
            row.execution_date,
            row.state,
            row.reason_code,
        )
        for row in rows
    ]
