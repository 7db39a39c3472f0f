"""Parcels by their carrier's number: whether one is taken, and what its scans prove."""

from collections.abc import Callable, Collection
from datetime import datetime
from uuid import UUID

from django.db.models import Sum

from fondaco.market.trade import models
from fondaco.market.trade.actions.policy import policy_of
from fondaco.market.trade.rules.delivery_proof import Expected, History, ScanFact, assess

OTHER_USES: list[Callable[[str, str], bool]] = []
"""Who else may have a number, by carrier and number: rooms above this one add theirs when they
start, so that one number is one parcel everywhere."""


def number_taken(carrier: str, tracking_number: str) -> bool:
    """Whether any parcel has this number: an order's, a return's, or another room's."""
    rows = models.Shipment.objects.filter(carrier=carrier, tracking_number=tracking_number)
    return rows.exists() or used_elsewhere(carrier, tracking_number)


def used_elsewhere(carrier: str, tracking_number: str) -> bool:
    """Whether a parcel that is no order's shipment has this number."""
    returns = models.Withdrawal.objects.filter(
        return_carrier=carrier, return_number=tracking_number
    )
    return returns.exists() or any(use(carrier, tracking_number) for use in OTHER_USES)


def replacement_proof(
    order_id: UUID,
    *,
    carrier: str,
    tracking_number: str,
    since: datetime,
    weighing: Collection[UUID] = (),
) -> History:
    """What the carrier's scans say of a parcel to the order's address that is none of the
    order's own shipments: one that replaces something.

    ``since`` is when it was agreed: a scan from before it keeps it from being proven.
    ``weighing`` are the lines whose weight it must have; none, and its weight is not asked.
    """
    order = models.SellerOrder.objects.select_related("policy").get(id=order_id)
    policy = policy_of(order)
    weights = models.OrderLine.objects.filter(order=order, id__in=weighing)
    expected = Expected(
        paid_at=since,
        origin_country=order.seller_country,
        postcode=order.address.get("postcode", ""),
        country=order.address.get("country", ""),
        weight_grams=weights.aggregate(total=Sum("weight_grams"))["total"] or 0,
        weight_share_bps=policy.proof_weight_bps,
        signature_needed=policy.needs_signature(order.total_minor, order.currency),
    )
    scans = models.Scan.objects.filter(carrier=carrier, tracking_number=tracking_number)
    return assess(
        [
            ScanFact(
                scan.kind, scan.at, scan.postcode, scan.country, scan.weight_grams, scan.signed_by
            )
            for scan in scans.order_by("at", "id")
        ],
        expected,
    )
