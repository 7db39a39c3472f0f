"""Adding to the counters of a seller's month: once for each fact of an order."""

from datetime import date, datetime
from uuid import UUID

from django.db.models import F

from fondaco.kernel import rows as kept
from fondaco.market.trust.models import OrderOutcome, SellerMonth


def month_of(moment: datetime) -> date:
    """The first day of the month, UTC."""
    return moment.date().replace(day=1)


def add(seller_id: UUID, month: date, **by: int) -> None:
    """Move counters of a seller's month; a negative number takes back."""
    changes = {name: F(name) + number for name, number in by.items() if number}
    if not changes:
        return
    rows = SellerMonth.objects.filter(seller_id=seller_id, month=month)
    if not rows.update(**changes):
        kept.add_if_new(SellerMonth(seller_id=seller_id, month=month))
        rows.update(**changes)


def lock_outcome(order_id: UUID, buyer_id: UUID, seller_id: UUID) -> OrderOutcome:
    """The order's row, made if need be, locked."""
    known = kept.one(OrderOutcome, lock=True, order_id=order_id)
    if known is None:
        kept.add_if_new(OrderOutcome(order_id=order_id, buyer_id=buyer_id, seller_id=seller_id))
        known = kept.one(OrderOutcome, lock=True, order_id=order_id)
    if known is None:
        raise OrderOutcome.DoesNotExist
    return known


def count_once(outcome: OrderOutcome, moment: datetime, **facts: bool) -> None:
    """Count facts of a locked order that were not counted before.

    ``dispatched=True, dispatched_on_time=False`` counts a late dispatch. A fact whose first
    name was counted before is left as it is, with all that belongs to it.
    """
    leading = next(iter(facts))
    if leading in outcome.counted:
        return
    month = month_of(moment)
    new = [name for name, holds in facts.items() if holds]
    outcome.counted = outcome.counted | dict.fromkeys(new, month.isoformat())
    kept.change(outcome, "counted")
    add(outcome.seller_id, month, **dict.fromkeys(new, 1))
