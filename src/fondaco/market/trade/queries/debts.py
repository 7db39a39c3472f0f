"""What buyers owe: money that came to them twice, or that an appeal took back."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import Case, Q, When

from fondaco.market.ledger import queries as ledger
from fondaco.market.ledger.rules import AccountKind
from fondaco.market.trade import models
from fondaco.market.trade.values import Page

PAGE_SIZE = 50


@dataclass(frozen=True, slots=True)
class DebtView:
    """One cause of what a buyer owes. ``cause_kind`` is case or chargeback; ``borne_minor`` what
    the fund or the platform took over in the end."""

    id: UUID
    owner_id: UUID
    order_id: UUID
    order_reference: str
    reference: str
    currency: str
    amount_minor: int
    left_minor: int
    borne_minor: int
    cause_kind: str
    cause_id: UUID
    arisen_at: datetime
    objection: str
    objected_at: datetime | None
    objection_until: datetime | None
    answer: str
    answered_at: datetime | None
    closed_at: datetime | None

    @property
    def paid_minor(self) -> int:
        """What refunds and credit have paid of it."""
        return self.amount_minor - self.left_minor - self.borne_minor

    @property
    def is_paused(self) -> bool:
        """Not collected, because an objection waits for our answer."""
        return self.objected_at is not None and self.answered_at is None


def owed_by_buyer(member_id: UUID) -> dict[str, int]:
    """Currency to what the buyer owes, minor units; empty when nothing. One statement."""
    balances = ledger.balances_of_owner(AccountKind.BUYER_DEBT, str(member_id))
    return {currency: -minor for currency, minor in balances.items() if minor < 0}


def debts_of_buyer(member_id: UUID) -> tuple[DebtView, ...]:
    """Every cause of what the buyer owes or owed, newest first. One statement."""
    rows = models.Debt.objects.filter(side="buyer", owner_id=member_id)
    return _views(rows.order_by("-id")[:PAGE_SIZE])


def open_debts(*, page: int = 1) -> Page:
    """What buyers owe, for finance, oldest first: :class:`DebtView`, those with an objection
    without an answer before all others."""
    start = (max(page, 1) - 1) * PAGE_SIZE
    is_paused = Q(objected_at__isnull=False, answered_at=None)
    rows = models.Debt.objects.filter(side="buyer", closed_at=None).order_by(
        Case(When(is_paused, then=0), default=1), "id"
    )
    found = _views(rows[start : start + PAGE_SIZE + 1])
    return Page(found[:PAGE_SIZE], page, len(found) > PAGE_SIZE)


def objections() -> int:
    """How many objections wait for an answer."""
    rows = models.Debt.objects.filter(side="buyer", closed_at=None, answered_at=None)
    return rows.filter(objected_at__isnull=False).count()


def debtor(debt_reference: str, currency: str) -> UUID | None:
    """The buyer who owes the debt with this reference in this currency; None for none, or one
    that is settled."""
    plain = debt_reference.strip().upper()
    rows = models.Debt.objects.filter(
        side="buyer", reference=plain, currency=currency, closed_at=None
    )
    return rows.values_list("owner_id", flat=True).first()


def _views(rows: Iterable[models.Debt]) -> tuple[DebtView, ...]:
    found = list(rows)
    orders = models.SellerOrder.objects.in_bulk({row.order_id for row in found})
    return tuple(
        DebtView(
            id=row.id,
            owner_id=row.owner_id,
            order_id=row.order_id,
            order_reference=orders[row.order_id].reference,
            reference=row.reference,
            currency=row.currency,
            amount_minor=row.amount_minor,
            left_minor=row.left_minor,
            borne_minor=row.fund_minor + row.platform_minor,
            cause_kind=row.cause_kind,
            cause_id=row.cause_id,
            arisen_at=row.arisen_at,
            objection=row.objection,
            objected_at=row.objected_at,
            objection_until=row.objection_until,
            answer=row.answer,
            answered_at=row.answered_at,
            closed_at=row.closed_at,
        )
        for row in found
    )
