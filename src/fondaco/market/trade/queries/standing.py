"""What a seller has of an order: what was released to them, less fee, less what went back."""

from collections.abc import Iterable

from django.db.models import OuterRef, Subquery, Sum

from fondaco.market.trade import models

FEES_TAKEN = Subquery(
    models.Release.objects.filter(order=OuterRef("id"))
    .order_by()
    .values("order")
    .annotate(total=Sum("fee_minor"))
    .values("total")
)
"""The fees that an order's releases took, to annotate orders with; None before the first."""


def seller_minor(released_minor: int, fees_taken: int, refunds: Iterable[models.Refund]) -> int:
    """Balance and reserve together, minor units, after what refunds took from the seller."""
    taken_back = sum(
        row.balance_minor + row.reserve_minor + row.fund_minor + row.platform_minor
        for row in refunds
    )
    return released_minor - fees_taken - taken_back
