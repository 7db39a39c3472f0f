"""Whose an order is and what it is called: one statement each, without all about it."""

from collections.abc import Iterable
from uuid import UUID

from fondaco.market.trade import models


def buyer_of(order_id: UUID) -> UUID | None:
    """Whose order it is; None for an unknown one. For the access table."""
    return models.SellerOrder.objects.filter(id=order_id).values_list("buyer_id", flat=True).first()


def seller_of(order_id: UUID) -> UUID | None:
    """Which seller's order it is, once it is paid; None else. For the access table."""
    paid = models.SellerOrder.objects.filter(id=order_id, paid_at__isnull=False)
    return paid.values_list("seller_id", flat=True).first()


def references(order_ids: Iterable[UUID]) -> dict[UUID, str]:
    """What people call these orders, in one statement; unknown ids are left out."""
    rows = models.SellerOrder.objects.filter(id__in=list(order_ids))
    return dict(rows.values_list("id", "reference"))
