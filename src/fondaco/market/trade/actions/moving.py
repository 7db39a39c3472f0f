"""Carrying out one row of the life-cycle table: state, deadlines, news. Used by every verb."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _

from fondaco.kernel import audit, deadlines, outbox, rows
from fondaco.kernel.errors import NotFound
from fondaco.market.trade import models
from fondaco.market.trade.actions.policy import policy_of
from fondaco.market.trade.lifecycle import (
    ACCEPT_BY,
    SCAN_BY,
    SHIP_BY,
    Due,
    Event,
    Role,
    Row,
    State,
    decide,
    due_at,
    keeps,
)
from fondaco.market.trade.rules.policy import Policy

SELLER_KINDS = frozenset({ACCEPT_BY.kind, SHIP_BY.kind, SCAN_BY.kind})


def lock_order(order_id: UUID) -> models.SellerOrder:
    """The order, locked. Locks are taken in this order: checkout, orders by id, lines by id."""
    order = rows.one(models.SellerOrder, lock=True, id=order_id)
    if order is None:
        raise NotFound(_("There is no such order."), code="order_not_found")
    return order


def lock_lines(order: models.SellerOrder) -> list[models.OrderLine]:
    """Every line of a locked order, locked, by id."""
    return rows.every(models.OrderLine, "id", lock=True, order=order.id)


def move(
    order: models.SellerOrder,
    event: Event,
    role: Role,
    *,
    policy: Policy,
    counted_from: datetime | Mapping[Due, datetime],
) -> Row:
    """Take the table's step: new state, its deadlines set, those without sense cancelled.

    ``counted_from`` is the moment from which the row's deadlines count (or one for each).
    Saves the order, so set its times before. Raises the table's refusal.
    """
    row = decide(State(order.state), event, role)
    order.state = row.next
    waiting = deadlines.open_deadlines(order.id)
    kept = keeps(row.next)
    deadlines.cancel_deadlines(kinds=waiting.keys() - kept, subject_id=order.id)
    waiting = {kind: due for kind, due in waiting.items() if kind in kept}
    for due in row.sets:
        start = counted_from if isinstance(counted_from, datetime) else counted_from[due]
        is_open = due.kind in waiting
        waiting[due.kind] = due_at(due, start, policy, order.seller_country)
        place = deadlines.set_deadline if is_open else deadlines.open_deadline
        place(kind=due.kind, subject_id=order.id, due_at=waiting[due.kind])
    order.due_at = min((due for kind, due in waiting.items() if kind in SELLER_KINDS), default=None)
    rows.change(order)
    return row


def audited(order: models.SellerOrder, actor: audit.Actor, act: str, **details: Any) -> None:
    """Write in the audit log who did this to the order, in the caller's transaction."""
    audit.record(
        actor=actor, act=f"order.{act}", subject_kind="order", subject_id=order.id, **details
    )


def tell(name: str, order: models.SellerOrder, **more: Any) -> None:
    """Emit news about an order with what every handler may count on."""
    data: dict[str, Any] = {
        "buyer_id": str(order.buyer_id),
        "seller_id": str(order.seller_id),
        "reference": order.reference,
        "amount_minor": order.total_minor,
        "currency": order.currency,
        "order_reason": order.reason,
    }
    outbox.emit(name, order.id, **(data | _on_time(name, order) | more))


def _on_time(name: str, order: models.SellerOrder) -> dict[str, bool]:
    """Whether an order shipped by its deadline, or was delivered by the promised day."""
    if name == "order.shipped" and order.paid_at and order.shipped_at:
        by = due_at(SHIP_BY, order.paid_at, policy_of(order), order.seller_country)
        return {"on_time": order.shipped_at <= by}
    if name == "order.delivered" and order.delivered_at:
        return {"on_time": order.delivered_at.date() <= order.promised_until}
    return {}


def tell_line(name: str, order: models.SellerOrder, line: models.OrderLine, **more: Any) -> None:
    """Emit news about one line of an order."""
    delivered = line.delivered_at or order.delivered_at
    data: dict[str, Any] = {
        "buyer_id": str(order.buyer_id),
        "seller_id": str(order.seller_id),
        "reference": order.reference,
        "amount_minor": line.total_minor,
        "currency": order.currency,
        "order_id": str(order.id),
        "listing_id": str(line.listing_id),
        "version_id": str(line.version_id),
        "title": line.title,
        "bought_at": (order.paid_at or order.placed_at).isoformat(),
        "on_time": bool(delivered and delivered.date() <= order.promised_until),
    }
    outbox.emit(name, line.id, **(data | more))
