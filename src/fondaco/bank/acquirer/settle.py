"""Closing a business day: clearing, settlement, payouts out, returns in; each day once."""

from collections import defaultdict
from dataclasses import dataclass, field
from datetime import date, timedelta

from django.conf import settings
from django.db.models import Min

from fondaco.bank.acquirer.execute import execute_orders
from fondaco.bank.acquirer.models import (
    Capture,
    ChargebackMove,
    PaymentOrder,
    Refund,
    SettledDay,
    Settlement,
)
from fondaco.bank.acquirer.rules import business_days, cost_of
from fondaco.bank.issuer import pay
from fondaco.bank.issuer.actions import book, open_account
from fondaco.bank.issuer.dispute import raise_dispute
from fondaco.bank.issuer.rules import APPROVED
from fondaco.kernel import clock
from fondaco.kernel.outbox import emit
from fondaco.kernel.transaction import action

MOST_DAYS = 800
DISPUTED = {
    "dispute": "10.4",
    "dispute_not_received": "13.1",
    "dispute_not_as_described": "13.3",
}
"""What a card's trigger lets its cardholder say when the payment is settled."""


@dataclass(slots=True)
class Sum:
    """What falls due in one currency."""

    captures: list[Capture] = field(default_factory=list)
    refunds: list[Refund] = field(default_factory=list)
    moves: list[ChargebackMove] = field(default_factory=list)


def close_days(until: date) -> int:
    """Close every business day that is over, up to ``until``; returns how many were closed.

    The first day ever closed is the first on which something falls due.
    """
    last_over = min(until, clock.today() - timedelta(days=1))
    newest = SettledDay.objects.order_by("-day").values_list("day", flat=True).first()
    after = newest or _day_before_first_due()
    if after is None:
        return 0
    closed = 0
    for day in business_days(after, last_over):
        closed += close_day(day=day)
        if closed >= MOST_DAYS:
            break
    return closed


def close_days_over() -> None:
    """The worker's job: close whatever is over by now."""
    close_days(clock.today())


def _day_before_first_due() -> date | None:
    first = [
        Capture.objects.filter(settlement=None).aggregate(first=Min("settlement_date"))["first"],
        PaymentOrder.objects.filter(state="pending").aggregate(first=Min("execution_date"))[
            "first"
        ],
    ]
    due = [day for day in first if day is not None]
    return min(due) - timedelta(days=1) if due else None


@action
def close_day(*, day: date) -> bool:
    """Close one day; False when it was closed before."""
    settled_day, new = SettledDay.objects.get_or_create(
        day=day, defaults={"closed_at": clock.now()}
    )
    if not new:
        return False
    for currency, due in sorted(_due(day).items()):
        _settle(settled_day, currency, due)
    execute_orders(day)
    return True


def _due(day: date) -> dict[str, Sum]:
    sums: dict[str, Sum] = defaultdict(Sum)
    open_rows = {"settlement": None, "settlement_date__lte": day}
    captures = Capture.objects.filter(**open_rows).select_related("authorization")
    for capture in captures.select_for_update(of=("self",)).order_by("id"):
        sums[capture.authorization.currency].captures.append(capture)
    refunds = Refund.objects.filter(response_code=APPROVED, **open_rows)
    for refund in refunds.select_related("capture__authorization").order_by("id"):
        sums[refund.capture.authorization.currency].refunds.append(refund)
    moves = ChargebackMove.objects.filter(**open_rows)
    for move in moves.select_related("chargeback__capture__authorization").order_by("id"):
        sums[move.chargeback.capture.authorization.currency].moves.append(move)
    return sums


def _settle(settled_day: SettledDay, currency: str, due: Sum) -> None:
    day = settled_day.day
    captured = sum(row.amount_minor for row in due.captures)
    refunded = sum(row.amount_minor for row in due.refunds)
    charged_back = -sum(row.chargeback.amount_minor * row.direction for row in due.moves)
    settlement = Settlement.objects.create(
        day=settled_day,
        currency=currency,
        captured_minor=captured,
        refunded_minor=refunded,
        charged_back_minor=charged_back,
        cost_minor=cost_of(captured),
        reference=f"SETTLEMENT-{day:%Y%m%d}-{currency}",
    )
    for rows in (due.captures, due.refunds, due.moves):
        table = type(rows[0]) if rows else None
        if table is not None:
            table._default_manager.filter(id__in=[row.id for row in rows]).update(
                settlement=settlement
            )
    _book(settlement, day)
    for capture in due.captures:
        payment_id = capture.authorization.payment_id
        later = pay.clear(payment_id=payment_id, day=day) if payment_id is not None else ""
        if payment_id is not None and later in DISPUTED:
            raise_dispute(payment_id=payment_id, cardholder_id=None, reason_code=DISPUTED[later])
    for refund in due.refunds:
        _tell_refund(refund)


def _book(settlement: Settlement, day: date) -> None:
    account_id = open_account(
        iban=settings.MERCHANT_IBAN,
        currency=settlement.currency,
        kind="merchant",
        name="Settlement account",
        holder_name=settings.MERCHANT_NAME,
    )
    gross = settlement.captured_minor - settlement.refunded_minor - settlement.charged_back_minor
    if gross:
        book(
            account_id=account_id,
            key=f"settlement:{settlement.id}",
            kind="settlement",
            amount_minor=gross,
            text=f"Card settlement of {day:%Y-%m-%d}",
            booked_date=day,
            reference=settlement.reference,
        )
    if settlement.cost_minor:
        book(
            account_id=account_id,
            key=f"cost:{settlement.id}",
            kind="acquirer_cost",
            amount_minor=-settlement.cost_minor,
            text=f"Cost of card settlement of {day:%Y-%m-%d}",
            booked_date=day,
            reference=settlement.reference,
        )


def _tell_refund(refund: Refund) -> None:
    emit(
        "refund.settled",
        refund.id,
        refund_id=str(refund.id),
        refund_key=refund.key,
        capture_id=str(refund.capture_id),
        amount_minor=refund.amount_minor,
        currency=refund.capture.authorization.currency,
        network_reference=refund.network_reference,
        at=clock.now().isoformat(),
        happened_at=clock.real_now().isoformat(),
    )
