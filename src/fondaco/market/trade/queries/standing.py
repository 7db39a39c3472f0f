"""What a seller has of an order: what was released to them, less fee, less what went back."""

from collections.abc import Iterable

from django.db.models import F, OuterRef, Subquery, Sum

from fondaco.market.trade import models

_RELEASES = models.Release.objects.filter(order=OuterRef("id")).order_by().values("order")

GIVEN = Subquery(_RELEASES.annotate(total=Sum(F("gross_minor") - F("fee_minor"))).values("total"))
"""What became the seller's of an order, released or regained on appeal, less fee, to annotate
orders with; None before the first."""


def seller_minor(given_minor: int, refunds: Iterable[models.Refund]) -> int:
    """Balance and reserve together, minor units, after what refunds took from the seller, who
    was given ``given_minor`` before."""
    taken_back = sum(
        row.balance_minor + row.reserve_minor + row.fund_minor + row.platform_minor
        for row in refunds
    )
    return given_minor - taken_back
