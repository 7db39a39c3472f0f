"""A replacement was delivered: cover begins anew for what was replaced."""

from datetime import datetime
from uuid import UUID

from fondaco.kernel.transaction import action
from fondaco.market.trade.actions.moving import lock_order
from fondaco.market.trade.actions.policy import policy_of
from fondaco.market.trade.rules import cover


@action
def renew_cover(*, order_id: UUID, delivered_at: datetime) -> datetime:
    """Let the order's cover last until 30 days after the replacement's proven delivery.

    Never shortens it; returns its end. Cover is kept by order, so the other lines gain too.
    """
    order = lock_order(order_id)
    until = cover.proven_end(delivered_at, policy_of(order))
    if order.cover_until is None or order.cover_until < until:
        order.cover_until = until
        order.save(update_fields=["cover_until"])
    return order.cover_until
