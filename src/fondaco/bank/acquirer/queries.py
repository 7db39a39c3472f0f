"""What the developers' pages show of the acquirer."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from fondaco.bank.acquirer.models import Chargeback, PaymentOrder, Settlement

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
    rows = Chargeback.objects.select_related("capture__authorization").order_by("-id")[:PAGE]
    return [
        ChargebackView(
            row.id,
            row.amount_minor,
            row.capture.authorization.currency,
            row.capture.authorization.descriptor,
            row.reason_code,
            row.state,
            row.opened_at,
            row.answer_until_at,
            row.capture.authorization.network_reference,
        )
        for row in rows
    ]


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
