"""Public figures of cases: how many, how they ended, how long they took."""

from collections import Counter
from datetime import timedelta
from typing import Any
from uuid import UUID

from django.core.cache import caches
from django.db.models import Count, DurationField, ExpressionWrapper, F, QuerySet

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

SHOWN_FOR_S = 900
"""A seller's public page shows figures that were counted this long ago, at most."""

DAY = timedelta(days=1)


def case_figures(seller_id: UUID | None = None) -> Figures:
    """Of one seller, or of the whole marketplace, as they are now. Four statements, which the
    database counts: whatever the size, no more than an ending's number and two cases' times come
    back."""
    rows = Case.objects.all() if seller_id is None else Case.objects.filter(seller_id=seller_id)
    cases = rows.count()
    orders = trade.paid_orders(seller_id=seller_id)
    latest = rows.filter(state=State.CLOSED).order_by("-closed_at", "-id").values("id")[:LATEST]
    closed = Case.objects.filter(id__in=latest)
    endings: Counter[str] = Counter()
    counted = closed.order_by().values_list("outcome").annotate(count=Count("id"))
    for outcome, count in counted:
        endings[ENDINGS.get(outcome, "other")] += count
    return Figures(
        cases=cases,
        orders=orders,
        per_100_orders_x100=round(cases * 10_000 / orders) if orders else None,
        endings=dict(endings),
        median_days=_median_days(closed, endings.total()),
    )


def _median_days(closed: QuerySet[Case, Any], count: int) -> float | None:
    """Of so many closed cases: how long the middle one took, or the mean of the two there."""
    if not count:
        return None
    took = ExpressionWrapper(F("closed_at") - F("opened_at"), output_field=DurationField())
    ordered = closed.annotate(took=took).order_by("took").values_list("took", flat=True)
    middle = list(ordered[(count - 1) // 2 : count // 2 + 1])
    return round(sum(middle, timedelta()) / len(middle) / DAY, 1) if middle else None


def shown_figures(seller_id: UUID) -> Figures:
    """Of one seller, for their public page: at most :data:`SHOWN_FOR_S` old, in each process.
    Whoever asks for that page again and again has nothing counted anew."""
    key = f"cases:{seller_id}"
    found: Figures | None = caches["figures"].get(key)
    if found is None:
        found = case_figures(seller_id)
        caches["figures"].set(key, found, SHOWN_FOR_S)
    return found


def house_figures() -> HouseFigures:
    """Of the whole marketplace, for everybody to read. Eleven statements, whatever the size."""
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
