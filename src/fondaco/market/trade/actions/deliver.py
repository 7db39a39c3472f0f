"""What the carrier tells: scans, and what they amount to for the order."""

from datetime import datetime, timedelta
from uuid import UUID

from django.utils.translation import gettext as _

from fondaco.kernel import clock, rows
from fondaco.kernel.errors import Refusal
from fondaco.kernel.transaction import action
from fondaco.market.trade import models
from fondaco.market.trade.actions import withdraw
from fondaco.market.trade.actions.moving import lock_lines, lock_order, move, tell
from fondaco.market.trade.actions.policy import policy_of
from fondaco.market.trade.actions.release import mark_delivered
from fondaco.market.trade.carriers.registry import carrier as carrier_of
from fondaco.market.trade.lifecycle import Event, Role, State
from fondaco.market.trade.rules import cover
from fondaco.market.trade.rules.delivery_proof import (
    KINDS,
    Expected,
    History,
    ScanFact,
    assess,
)
from fondaco.market.trade.rules.policy import Policy

CLOCK_TOLERANCE = timedelta(hours=1)


@action
def record_scan(
    *,
    carrier: str,
    tracking_number: str,
    kind: str,
    at: datetime,
    postcode: str = "",
    country: str = "",
    weight_grams: int | None = None,
    signed_by: str = "",
    event_id: str,
) -> bool:
    """Keep one scan and draw its consequences; False when its event id was told before.

    Scans may come late, twice, out of order, or before the seller gave the number.
    """
    number = carrier_of(carrier).cleaned(tracking_number)
    if kind not in KINDS:
        raise Refusal("scan_kind_unknown", _("This kind of scan is not known here."), status=422)
    if at > clock.now() + CLOCK_TOLERANCE:
        raise Refusal("scan_in_future", _("A scan cannot lie in the future."), status=422)
    if rows.one(models.Scan, carrier=carrier, event_id=event_id) is not None:
        return False
    scan = models.Scan(
        carrier=carrier,
        event_id=event_id,
        tracking_number=number,
        kind=kind,
        at=at,
        postcode=postcode[:16],
        country=country[:2].upper(),
        weight_grams=weight_grams,
        signed_by=signed_by[:80],
        received_at=clock.now(),
    )
    if not rows.add_if_new(scan):
        return False
    shipments = rows.every(models.Shipment, "", carrier=carrier, tracking_number=number)
    for order_id in sorted({shipment.order_id for shipment in shipments}):
        order = lock_order(order_id)
        shipment = rows.one(
            models.Shipment, order=order_id, carrier=carrier, tracking_number=number
        )
        if shipment is not None:
            reassess(order, shipment)
    withdraw.scanned(carrier, number)
    return True


def reassess(order: models.SellerOrder, shipment: models.Shipment) -> None:
    """Judge the parcel of a locked order by all its scans; move the order as far as they go."""
    policy = policy_of(order)
    before = shipment.delivered_at
    history = _history(order, shipment, policy)
    shipment.first_scan_at = history.first_scan_at
    shipment.delivered_at = history.delivered_at
    shipment.returned_at = history.returned_at
    shipment.is_proven = history.proven
    shipment.signed_by = history.signed_by
    shipment.missing = list(history.missing)
    rows.change(shipment)
    if State(order.state) is State.ACCEPTED:
        _ship(order, policy)
    if State(order.state) in {State.SHIPPED, State.DELIVERED}:
        _deliver(order, policy)
    if before is None and history.delivered_at is not None and not history.proven:
        tell(
            "order.unproven",
            order,
            missing=list(history.missing),
            tracking_number=shipment.tracking_number,
        )


def _history(order: models.SellerOrder, shipment: models.Shipment, policy: Policy) -> History:
    scans = rows.every(
        models.Scan, "at id", carrier=shipment.carrier, tracking_number=shipment.tracking_number
    )
    weight = sum(
        content.line.weight_grams * content.quantity // content.line.quantity
        for content in shipment.contents.select_related("line")
    )
    expected = Expected(
        paid_at=order.paid_at or order.placed_at,
        origin_country=order.seller_country,
        postcode=order.address.get("postcode", ""),
        country=order.address.get("country", ""),
        weight_grams=weight,
        weight_share_bps=policy.proof_weight_bps,
        signature_needed=policy.needs_signature(order.total_minor, order.currency),
    )
    facts = [
        ScanFact(scan.kind, scan.at, scan.postcode, scan.country, scan.weight_grams, scan.signed_by)
        for scan in scans
    ]
    return assess(facts, expected)


def _needed(order: models.SellerOrder) -> dict[UUID, int]:
    """Line to quantity of what must reach the buyer: all that was not refunded, and was sent."""
    return {
        line.id: line.quantity - line.never_sent
        for line in rows.every(models.OrderLine, "", order=order.id)
        if line.total_minor == 0 or line.refunded_minor < line.total_minor
    }


def _covered(order: models.SellerOrder, needed: dict[UUID, int], **which: object) -> bool:
    """Whether parcels of this kind hold everything that is needed."""
    counts: dict[UUID, int] = {}
    rows = models.ShipmentLine.objects.filter(
        shipment__order=order, **{f"shipment__{name}": value for name, value in which.items()}
    )
    for line_id, quantity in rows.values_list("line_id", "quantity"):
        counts[line_id] = counts.get(line_id, 0) + quantity
    return all(counts.get(line_id, 0) >= quantity for line_id, quantity in needed.items())


def _ship(order: models.SellerOrder, policy: Policy) -> None:
    # A scan from before the payment belongs to another parcel, so it ships nothing.
    if not _covered(order, _needed(order), first_scan_at__gte=order.paid_at):
        return
    scanned = order.shipments.filter(first_scan_at__gte=order.paid_at)
    shipped_at = max(at for at in scanned.values_list("first_scan_at", flat=True) if at)
    order.shipped_at = shipped_at
    promised = cover.last_promised_moment(order.promised_until)
    move(order, Event.SCANNED, Role.CARRIER, policy=policy, counted_from=promised)
    tell("order.shipped", order, shipped_at=shipped_at.isoformat())


def _deliver(order: models.SellerOrder, policy: Policy) -> None:
    needed = _needed(order)
    if not needed or not _covered(order, needed, is_proven=True):
        return
    proven = order.shipments.filter(is_proven=True)
    delivered_at = max(at for at in proven.values_list("delivered_at", flat=True) if at)
    first_time = State(order.state) is State.SHIPPED
    if not first_time and order.cover_until == cover.proven_end(delivered_at, policy):
        return
    order.delivered_at = delivered_at
    order.cover_until = cover.proven_end(delivered_at, policy)
    if first_time:
        order.releasable_at = delivered_at + timedelta(days=policy.complete_days)
    move(order, Event.PROVEN, Role.CARRIER, policy=policy, counted_from=delivered_at)
    if first_time:
        mark_delivered(order, lock_lines(order), delivered_at)
        tell("order.delivered", order, proven=True, delivered_at=delivered_at.isoformat())
