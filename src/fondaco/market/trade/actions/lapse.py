"""What happens when nobody does anything: deadlines of checkout and order."""

from datetime import datetime, timedelta
from uuid import UUID

from django.db import transaction

from fondaco.kernel import clock, deadlines, outbox
from fondaco.kernel.errors import Refusal
from fondaco.kernel.transaction import action
from fondaco.market.catalogue import actions as stock
from fondaco.market.payments import actions as payments
from fondaco.market.payments import queries as payments_queries
from fondaco.market.trade import models
from fondaco.market.trade.actions.bought import fill_cart
from fondaco.market.trade.actions.moving import lock_lines, lock_order, move, tell
from fondaco.market.trade.actions.policy import policy_of
from fondaco.market.trade.actions.refund import give_back
from fondaco.market.trade.lifecycle import (
    ACCEPT_BY,
    LAPSE,
    SCAN_BY,
    SHIP_BY,
    Due,
    Event,
    Role,
    State,
)
from fondaco.market.trade.rules.cover import last_promised_moment


def close_checkout(checkout: models.Checkout, *, event: Event, role: Role) -> None:
    """End a locked, open checkout that was not paid: intent, goods and orders, all or nothing.

    Raises payments' refusal ``capture_in_doubt`` while the money may be there already.
    """
    if role is not Role.PAYMENTS and checkout.intent_id is not None:
        payments.cancel_intent(intent_id=checkout.intent_id, time_is_over=role is Role.CLOCK)
    stock.release_reservation(key=f"checkout:{checkout.id}")
    moment = clock.now()
    checkout.state, checkout.closed_at = "lapsed", moment
    checkout.save(update_fields=["state", "closed_at"])
    deadlines.cancel_deadline(kind=LAPSE.kind, subject_id=checkout.id)
    orders = (
        models.SellerOrder.objects.select_for_update(of=("self",))
        .select_related("policy")
        .filter(checkout=checkout)
        .order_by("id")
    )
    for order in orders:
        order.reason, order.cancelled_at = "not_paid", moment
        move(order, event, role, policy=policy_of(order), counted_from=moment)
    if checkout.awaits_transfer:
        fill_cart(checkout)
    outbox.emit("checkout.lapsed", checkout.id, member_id=str(checkout.member_id), by=role.value)


@action
def lapse_checkout(*, subject_id: UUID, due_at: datetime) -> None:
    """Not paid in time: the intent is cancelled and the goods come back.

    While a capture is in doubt nothing is decided: it is looked at again soon after.
    """
    checkout = models.Checkout.objects.select_for_update().get(id=subject_id)
    if checkout.state != "open":
        return
    first = models.SellerOrder.objects.select_related("policy").filter(checkout=checkout)[0]
    try:
        with transaction.atomic():
            close_checkout(checkout, event=Event.LAPSED, role=Role.CLOCK)
    except Refusal as refusal:
        if refusal.code != "capture_in_doubt":
            raise
        later = clock.now() + timedelta(minutes=policy_of(first).capture_doubt_minutes)
        deadlines.set_deadline(kind=LAPSE.kind, subject_id=checkout.id, due_at=later)


@action
def not_accepted(*, subject_id: UUID, due_at: datetime) -> None:
    """The seller did not accept in time: cancelled and refunded by itself."""
    if _waits_for_the_bank(lock_order(subject_id), ACCEPT_BY):
        return
    cancel_by(subject_id, Event.NOT_ACCEPTED, Role.CLOCK, "not_accepted")


@action
def not_shipped(*, subject_id: UUID, due_at: datetime) -> None:
    """The shipping deadline: cancelled without a tracking number, else the scan is awaited."""
    order = lock_order(subject_id)
    if State(order.state) is State.ACCEPTED and order.shipments.exists():
        policy = policy_of(order)
        move(order, Event.SCAN_AWAITED, Role.CLOCK, policy=policy, counted_from=due_at)
        return
    if _waits_for_the_bank(order, SHIP_BY):
        return
    cancel_by(subject_id, Event.NOT_SHIPPED, Role.CLOCK, "not_shipped")


def _waits_for_the_bank(order: models.SellerOrder, deadline: Due) -> bool:
    """A disputed payment cannot be given back before its bank has decided: looked at again a day
    later, as long as that takes."""
    intent_id = order.checkout.intent_id
    if intent_id is None or not payments_queries.is_disputed(intent_id):
        return False
    later = clock.now() + timedelta(days=1)
    deadlines.set_deadline(kind=deadline.kind, subject_id=order.id, due_at=later)
    return True


def cancel_by(order_id: UUID, event: Event, role: Role, reason: str) -> None:
    """Cancel a paid order that was not shipped: every cent back, the goods on the shelf again."""
    order = lock_order(order_id)
    lines = lock_lines(order)
    moment = clock.now()
    order.reason, order.cancelled_at = reason, moment
    move(order, event, role, policy=policy_of(order), counted_from=moment)
    items = [
        (line.variant_id, line.quantity) for line in lines if line.refunded_minor < line.total_minor
    ]
    if items:
        stock.restock(key=f"cancel:{order.id}", items=items)
    give_back(order, lines, key=f"cancel:{order.id}", reason=reason)
    tell("order.cancelled", order, reason=reason, refunded_minor=order.refunded_minor)


@action
def unscanned(*, subject_id: UUID, due_at: datetime) -> None:
    """The carrier never had (all of) it: what was not scanned is refunded, the rest goes on."""
    order = lock_order(subject_id)
    if _waits_for_the_bank(order, SCAN_BY):
        return
    lines = lock_lines(order)
    policy, moment = policy_of(order), clock.now()
    counts = scanned_quantities(order)
    missing = {
        line: line.quantity - counts.get(line.id, 0)
        for line in lines
        if counts.get(line.id, 0) < line.quantity
    }
    for line, count in missing.items():
        line.never_sent = count
        line.save(update_fields=["never_sent"])
    items = [
        (line.variant_id, count)
        for line, count in missing.items()
        if line.refunded_minor < line.total_minor
    ]
    if items:
        stock.restock(key=f"unscanned:{order.id}", items=items)
    if len(missing) == len(lines) and not any(counts.values()):
        order.reason = "not_scanned"
        move(order, Event.UNSCANNED, Role.CLOCK, policy=policy, counted_from=moment)
        give_back(order, lines, key=f"unscanned:{order.id}", reason="not_scanned")
        return
    order.shipped_at = order.shipped_at or moment
    promised = last_promised_moment(order.promised_until)
    move(order, Event.SCANNED, Role.CLOCK, policy=policy, counted_from=promised)
    give_back(
        order,
        lines,
        key=f"unscanned:{order.id}",
        reason="not_scanned",
        goods={
            line.id: min(line.unit_price_minor * count, line.total_minor - line.refunded_minor)
            for line, count in missing.items()
        },
    )
    tell("order.shipped", order, shipped_at=moment.isoformat())


def scanned_quantities(order: models.SellerOrder) -> dict[UUID, int]:
    """How many of each line are in parcels that the carrier has scanned."""
    counts: dict[UUID, int] = {}
    for line_id, quantity in models.ShipmentLine.objects.filter(
        shipment__order=order, shipment__first_scan_at__isnull=False
    ).values_list("line_id", "quantity"):
        counts[line_id] = counts.get(line_id, 0) + quantity
    return counts
