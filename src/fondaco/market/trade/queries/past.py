"""Orders of the last months as the rules see them, to ask what other numbers had changed."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import Count, Min, OuterRef, Subquery

from fondaco.kernel.ids import reference
from fondaco.market.trade import models
from fondaco.market.trade.rules.fees import Charged
from fondaco.market.trade.rules.what_if import PastOrder

MOST_ORDERS = 5_000
"""The newest orders, this many at most, so that the answer takes seconds."""

_PLAIN = (
    *("id", "reference", "seller_id", "tier", "currency", "total_minor", "fee_minor"),
    *("released_minor", "state", "reason", "paid_at", "accepted_at", "shipped_at"),
    *("delivered_at", "confirmed_at", "cancelled_at", "released_at", "promised_until"),
)


@dataclass(frozen=True, slots=True)
class PastOrders:
    """The orders, newest first, and whether there were more than are here."""

    items: tuple[PastOrder, ...]
    is_cut: bool


def past_orders(since: datetime) -> PastOrders:
    """Orders paid since a moment. Two statements."""
    parcels = models.Shipment.objects.filter(order=OuterRef("pk")).values("order")
    beside = models.SellerOrder.objects.filter(checkout=OuterRef("checkout")).values("checkout")
    rows: list[dict[str, Any]] = list(
        models.SellerOrder.objects.filter(paid_at__gte=since)
        .annotate(
            tracked_at=Subquery(parcels.annotate(first=Min("recorded_at")).values("first")),
            together=Subquery(beside.annotate(count=Count("id")).values("count")),
        )
        .order_by("-paid_at", "-id")
        .values(*_PLAIN, "checkout_id", "seller_country", "tracked_at", "together")[
            : MOST_ORDERS + 1
        ]
    )
    lines = _lines(since)
    items = tuple(_order(row, lines[row["id"]]) for row in rows[:MOST_ORDERS])
    return PastOrders(items, len(rows) > MOST_ORDERS)


def _order(row: dict[str, Any], lines: list[Charged]) -> PastOrder:
    alone = row.pop("together") == 1
    checkout_id = row.pop("checkout_id")
    return PastOrder(
        payment=row["reference"] if alone else reference("FC", checkout_id),
        country=row.pop("seller_country"),
        lines=tuple(lines),
        **row,
    )


def _lines(since: datetime) -> dict[UUID, list[Charged]]:
    found: dict[UUID, list[Charged]] = defaultdict(list)
    newest = models.SellerOrder.objects.filter(paid_at__gte=since)
    newest = newest.order_by("-paid_at", "-id")[:MOST_ORDERS]
    rows = models.OrderLine.objects.filter(order__in=newest.values("id")).order_by("position")
    for order_id, total, shipping, category in rows.values_list(
        "order_id", "total_minor", "shipping_minor", "snapshot__body__category"
    ):
        found[order_id].append(Charged(total + shipping, category or ""))
    return found
