"""Public figures of cases: how many, how they ended, how long they took."""

from collections import Counter
from statistics import median
from uuid import UUID

from django.db.models import Count

from fondaco.market.cases import blind
from fondaco.market.cases.models import Appeal, Case, CaseEvent, Decision
from fondaco.market.cases.money import WITHOUT_RETURN
from fondaco.market.cases.rules.telling import ENDINGS
from fondaco.market.cases.rules.words import State
from fondaco.market.cases.values import BuyerFigures, Figures, HouseFigures
from fondaco.market.trade import queries as trade

CHANGED = ("appeal_refund", "appeal_nothing")
"""Outcomes of cases whose decision an appeal changed."""

LATEST = 5_000
"""Endings and days are those of the latest closed cases, this many at most."""


def case_figures(seller_id: UUID | None = None) -> Figures:
    """Of one seller, or of the whole marketplace."""
    rows = Case.objects.all() if seller_id is None else Case.objects.filter(seller_id=seller_id)
    cases = rows.count()
    orders = trade.paid_orders(seller_id=seller_id)
    closed = list(
        rows.filter(state=State.CLOSED)
        .order_by("-closed_at")
        .values_list("outcome", "opened_at", "closed_at")[:LATEST]
    )
    endings = Counter(ENDINGS.get(outcome, "other") for outcome, _opened, _closed in closed)
    days = [
        (closed_at - opened_at).total_seconds() / 86_400
        for _outcome, opened_at, closed_at in closed
        if closed_at is not None
    ]
    return Figures(
        cases=cases,
        orders=orders,
        per_100_orders_x100=round(cases * 10_000 / orders) if orders else None,
        endings=dict(endings),
        median_days=round(median(days), 1) if days else None,
    )


def house_figures() -> HouseFigures:
    """Of the whole marketplace, for everybody to read. Ten statements, whatever the size."""
    reasons = Case.objects.values_list("reason").annotate(count=Count("id")).order_by("-count")
    decided_again, alike = blind.agreement()
    return HouseFigures(
        cases=case_figures(),
        open_cases=Case.objects.exclude(state=State.CLOSED).count(),
        reasons=dict(reasons),
        decisions=Decision.objects.filter(is_appeal=False).count(),
        appeals=Appeal.objects.count(),
        changed=Case.objects.filter(outcome__in=CHANGED).count(),
        decided_again=decided_again,
        alike=alike,
    )


def figures_mark() -> UUID | None:
    """Differs whenever a case has moved: what a page of figures depends on. One statement."""
    return CaseEvent.objects.order_by("-id").values_list("id", flat=True).first()


def buyer_figures(buyer_id: UUID) -> BuyerFigures:
    """A buyer's orders and cases, for those who decide; never shown to the seller."""
    rows = Case.objects.filter(buyer_id=buyer_id)
    kept = rows.filter(outcome__in=WITHOUT_RETURN, refunded_minor__gt=0)
    return BuyerFigures(
        orders=trade.paid_orders(buyer_id=buyer_id),
        cases=rows.count(),
        refunds_without_return=kept.count(),
    )
