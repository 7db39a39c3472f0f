"""The figures behind a seller's reserve, and what is kept of each release."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from django.db.models import Count, F, Max, Q, QuerySet, Sum
from django.db.models.functions import TruncDate

from fondaco.kernel import clock
from fondaco.kernel.errors import NotFound
from fondaco.market.catalogue import queries as catalogue
from fondaco.market.members import queries as members
from fondaco.market.trade import models
from fondaco.market.trade.lifecycle import State
from fondaco.market.trade.queries.links import linked_buyers
from fondaco.market.trade.queries.terms import policy as policy_in_force
from fondaco.market.trade.rules import reserve as rules
from fondaco.market.trade.rules.policy import Policy

_OF_THE_SELLER = F("balance_minor") + F("reserve_minor") + F("fund_minor") + F("platform_minor")
COUNTED_AT_ONCE = 5
"""Buyers looked at for each one needed: some may be linked."""


@dataclass(frozen=True, slots=True)
class KeptPart:
    """What is kept of one release: how much still, why (None where it was not written down),
    and until when."""

    order_id: UUID
    reference: str
    currency: str
    released_minor: int
    kept_minor: int
    left_minor: int
    until: datetime
    terms: rules.Terms | None


@dataclass(frozen=True, slots=True)
class ReserveView:
    """A seller's reserve: its parts, those freed first first, and how the seller stands."""

    parts: tuple[KeptPart, ...]
    standing: rules.Standing
    policy: Policy
    new_until: datetime | None
    """When the days of a new seller are over; buyers may still be missing then."""


def past(seller_id: UUID, currency: str, policy: Policy, *, count_buyers: bool) -> rules.Past:
    """All that a reserve is judged by, from the orders, releases and refunds as they stand."""
    now = clock.now()
    (released, lost), (exposed, gone) = _moved(
        seller_id,
        currency,
        now - timedelta(days=policy.loss_rate_days),
        now - timedelta(days=policy.exposure_days),
    )
    start = now - timedelta(days=policy.sales_window_days + policy.mean_over_days)
    window = now - timedelta(days=policy.sales_window_days)
    sold = models.SellerOrder.objects.filter(
        seller_id=seller_id, currency=currency, paid_at__isnull=False
    )
    days = (
        sold.filter(paid_at__gte=start)
        .annotate(day=TruncDate("paid_at"))
        .values_list("day")
        .annotate(total=Sum("total_minor"), number=Count("id"))
        .order_by("day")
    )
    last = sold.filter(paid_at__lt=start).aggregate(last=Max("paid_at"))["last"]
    lines = models.OrderLine.objects.filter(order__in=sold, order__paid_at__gte=start)
    category, category_before = _categories(lines, window)
    return rules.Past(
        verified_at=members.seller(seller_id).verified_at,
        buyers_served=_buyers_served(seller_id, policy) if count_buyers else 0,
        released_minor=released,
        lost_minor=lost,
        exposed_minor=max(exposed - gone, 0),
        days=[rules.Day(*row) for row in days],
        last_before=last.date() if last else None,
        category=category,
        category_before=category_before,
    )


def _moved(seller_id: UUID, currency: str, *starts: datetime) -> list[tuple[int, int]]:
    """For each start: what was released since, and what of the seller's went back since."""
    releases = models.Release.objects.filter(
        seller_id=seller_id, currency=currency, released_at__gte=min(starts)
    )
    sums = releases.aggregate(
        **{
            f"{source}_{number}": Sum(
                "gross_minor", filter=Q(source=source, released_at__gte=start), default=0
            )
            for source in ("escrow", "appeal")
            for number, start in enumerate(starts)
        }
    )
    refunds = models.Refund.objects.filter(
        order__seller_id=seller_id, currency=currency, made_at__gte=min(starts)
    )
    lost = refunds.aggregate(
        **{
            f"lost_{number}": Sum(_OF_THE_SELLER, filter=Q(made_at__gte=start), default=0)
            for number, start in enumerate(starts)
        }
    )
    moved = []
    for number, start in enumerate(starts):
        figures = sums[f"escrow_{number}"], lost[f"lost_{number}"]
        if sums[f"appeal_{number}"]:
            figures = _less_undone(
                releases.filter(released_at__gte=start),
                refunds.filter(made_at__gte=start),
                *figures,
            )
        moved.append(figures)
    return moved


def _less_undone(
    rows: QuerySet[models.Release], refunds: QuerySet[models.Refund], released: int, lost: int
) -> tuple[int, int]:
    """What an appeal took back is lost no more; of a refund from escrow, it came only then."""
    returned = (
        rows.filter(source="appeal")
        .values_list("order_id")
        .annotate(total=Sum(F("gross_minor") - F("fee_minor")))
        .order_by()
    )
    of_order = dict(
        refunds.filter(order__in=rows.filter(source="appeal").values("order_id"))
        .values_list("order_id")
        .annotate(total=Sum(_OF_THE_SELLER))
        .order_by()
    )
    for order_id, minor in returned:
        undone = min(minor, of_order.get(order_id, 0))
        lost, released = lost - undone, released + minor - undone
    return released, lost


def _buyers_served(seller_id: UUID, policy: Policy) -> int:
    """Buyers without a tie to the seller whose cover has ended, as far as they are needed."""
    needed = policy.new_until_buyers
    rows = models.SellerOrder.objects.filter(
        seller_id=seller_id, paid_at__isnull=False, cover_until__lte=clock.now()
    ).exclude(state__in=[State.CANCELLED, State.REFUNDED])
    buyers = list(
        rows.order_by("buyer_id")
        .values_list("buyer_id", flat=True)
        .distinct()[: needed * COUNTED_AT_ONCE]
    )
    return min(len(set(buyers) - linked_buyers(seller_id, buyers)), needed) if buyers else 0


def _categories(lines: QuerySet[models.OrderLine], window: datetime) -> tuple[str, str]:
    """The slugs of the top categories in which most was sold since ``window`` and before it;
    empty when nothing was."""
    since: dict[str, int] = {}
    before: dict[str, int] = {}
    rows = lines.values_list("snapshot__body__category").annotate(
        since=Sum("total_minor", filter=Q(order__paid_at__gte=window)),
        before=Sum("total_minor", filter=Q(order__paid_at__lt=window)),
    )
    for slug, *totals in rows.order_by():
        top = _top(slug or "")
        for sold, total in zip((since, before), totals, strict=True):
            if total is not None:
                sold[top] = sold.get(top, 0) + total
    return _most(since), _most(before)


def _most(sold: dict[str, int]) -> str:
    return max(sorted(sold), key=lambda slug: sold[slug], default="")


def _top(slug: str) -> str:
    try:
        found = catalogue.category(slug)
    except NotFound:
        return slug
    return found.path[0][0]


def standing_of(row: models.ReserveStanding) -> rules.Standing:
    """A stored row as the rules read it."""
    return rules.Standing(
        is_new=row.grown_at is None,
        buyers_served=row.buyers_served,
        restored=row.restored,
        restored_until=row.restored_until,
        released_minor=row.released_minor,
        lost_minor=row.lost_minor,
        exposed_minor=row.exposed_minor,
        wanted_minor=row.wanted_minor,
    )


def reserve(seller_id: UUID, currency: str) -> ReserveView:
    """The seller's reserve by its parts; the figures are those of now."""
    policy = policy_in_force()
    row = models.ReserveStanding.objects.filter(seller_id=seller_id, currency=currency).first()
    before = standing_of(row) if row else None
    grown = row is not None and row.grown_at is not None
    now = clock.now()
    found = past(seller_id, currency, policy, count_buyers=not grown)
    judged = rules.standing(found, policy, now, before)
    if grown:
        judged = rules.grown(judged)
    verified = found.verified_at
    parts = models.Release.objects.filter(
        seller_id=seller_id, currency=currency, reserve_left_minor__gt=0
    ).select_related("order")
    return ReserveView(
        parts=tuple(_parts(parts.order_by("reserve_until", "id"))),
        standing=judged,
        policy=policy,
        new_until=verified + timedelta(days=policy.new_until_days) if verified else None,
    )


def _parts(rows: Iterable[models.Release]) -> Iterable[KeptPart]:
    for row in rows:
        yield KeptPart(
            order_id=row.order_id,
            reference=row.order.reference,
            currency=row.currency,
            released_minor=row.gross_minor,
            kept_minor=row.reserve_minor,
            left_minor=row.reserve_left_minor,
            until=row.reserve_until,
            terms=rules.Terms.from_dict(row.reserve_terms),
        )
