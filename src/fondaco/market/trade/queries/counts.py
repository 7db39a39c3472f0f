"""How many orders were paid: what shares and rates of other rooms are counted against."""

from datetime import datetime
from uuid import UUID

from fondaco.market.trade import models


def paid_orders(
    *,
    buyer_id: UUID | None = None,
    seller_id: UUID | None = None,
    since: datetime | None = None,
) -> int:
    """Orders paid, of one buyer or seller or of all, since a moment or ever."""
    rows = models.SellerOrder.objects.filter(paid_at__isnull=False)
    if buyer_id is not None:
        rows = rows.filter(buyer_id=buyer_id)
    if seller_id is not None:
        rows = rows.filter(seller_id=seller_id)
    if since is not None:
        rows = rows.filter(paid_at__gte=since)
    return rows.count()
