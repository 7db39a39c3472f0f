"""Seller orders: one with everything about it, and lists."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime, timedelta
from uuid import UUID

from django.db.models import Count, QuerySet
from django.utils.translation import gettext as _

from fondaco.kernel import deadlines
from fondaco.kernel.errors import NotFound
from fondaco.market.members.rules import PostalAddress
from fondaco.market.trade import models
from fondaco.market.trade.carriers.registry import CARRIERS, name_of
from fondaco.market.trade.lifecycle import State
from fondaco.market.trade.queries.for_sellers import destination
from fondaco.market.trade.queries.standing import GIVEN, seller_minor
from fondaco.market.trade.rules.policy import Policy, from_dict
from fondaco.market.trade.values import (
    ExtensionView,
    HoldView,
    LineView,
    OrderCard,
    OrderView,
    Page,
    RefundPart,
    ScanView,
    ShipmentView,
    WithdrawalView,
)

PAGE_SIZE = 20
SELLER_STATES = ("paid", "accepted", "shipped", "delivered", "completed", "ended")
"""What the seller's board is divided into; ``ended`` is cancelled or refunded."""

_STATES_OF = {
    "paid": (State.PAID,),
    "accepted": (State.ACCEPTED,),
    "shipped": (State.SHIPPED,),
    "delivered": (State.DELIVERED,),
    "completed": (State.COMPLETED, State.PARTLY_REFUNDED),
    "ended": (State.CANCELLED, State.REFUNDED),
}


def order(order_id: UUID) -> OrderView:
    """Everything about one order; raises :class:`NotFound`. Ten statements at most."""
    found = orders([order_id])
    if order_id not in found:
        raise NotFound(_("There is no such order."), code="order_not_found")
    return found[order_id]


def orders_of_checkout(checkout_id: UUID) -> list[OrderView]:
    """The orders that one payment made, by id."""
    ids = models.SellerOrder.objects.filter(checkout_id=checkout_id).values_list("id", flat=True)
    found = orders(ids)
    return [found[order_id] for order_id in sorted(found)]


def orders(order_ids: Iterable[UUID]) -> dict[UUID, OrderView]:
    """Many orders with everything about them, in ten statements; unknown ids are left out."""
    rows = {
        row.id: row
        for row in models.SellerOrder.objects.select_related("checkout", "policy")
        .annotate(given_minor=GIVEN)
        .filter(id__in=list(order_ids))
    }
    if not rows:
        return {}
    parcels = _shipments(rows)
    holds = _holds(rows)
    refunds = _by_order(models.Refund.objects.filter(order__in=rows).order_by("made_at", "id"))
    withdrawals = _by_order(models.Withdrawal.objects.filter(order__in=rows).order_by("id"))
    lines = _by_order(
        models.OrderLine.objects.filter(order__in=rows)
        .select_related("snapshot")
        .order_by("order_id", "position")
    )
    waiting = deadlines.open_deadlines_of(rows)
    found = {}
    for order_id, row in rows.items():
        policy = from_dict(row.policy.version, row.policy.body)
        held = {line_id for hold in holds.get(order_id, ()) for line_id in hold.line_ids}
        sent = parcels.get(order_id, ())
        given = withdrawals.get(order_id, [])
        found[order_id] = _order(
            row,
            lines=tuple(_line(line, held, sent) for line in lines.get(order_id, ())),
            shipments=sent,
            refunds=tuple(_refund(each) for each in refunds.get(order_id, ())),
            holds=tuple(holds.get(order_id, ())),
            withdrawal=_withdrawal(given[-1], row, policy) if given else None,
            waiting=waiting.get(order_id, {}),
            seller_has=seller_minor(row.given_minor or 0, refunds.get(order_id, ())),
        )
    return found


def _by_order(rows: QuerySet) -> dict[UUID, list]:
    found: dict[UUID, list] = {}
    for row in rows:
        found.setdefault(row.order_id, []).append(row)
    return found


def _order(
    row: models.SellerOrder,
    *,
    lines: tuple[LineView, ...],
    shipments: tuple[ShipmentView, ...],
    refunds: tuple[RefundPart, ...],
    holds: tuple[HoldView, ...],
    withdrawal: WithdrawalView | None,
    waiting: dict[str, datetime],
    seller_has: int,
) -> OrderView:
    escrow = escrow_of(row)
    assert row.checkout.intent_id is not None  # noqa: S101 - stored with the checkout
    return OrderView(
        id=row.id,
        reference=row.reference,
        checkout_id=row.checkout_id,
        intent_id=row.checkout.intent_id,
        buyer_id=row.buyer_id,
        seller_id=row.seller_id,
        state=row.state,
        reason=row.reason,
        currency=row.currency,
        lines=lines,
        goods_minor=row.goods_minor,
        shipping_minor=row.shipping_minor,
        total_minor=row.total_minor,
        fee_minor=row.fee_minor,
        address=PostalAddress.from_dict(row.address),
        shipping_option=row.shipping_option,
        tier=row.tier,
        seller_country=row.seller_country,
        placed_at=row.placed_at,
        paid_at=row.paid_at,
        accepted_at=row.accepted_at,
        shipped_at=row.shipped_at,
        delivered_at=row.delivered_at,
        confirmed_at=row.confirmed_at,
        promised_from=row.promised_from,
        promised_until=row.promised_until,
        completed_at=row.completed_at,
        released_at=row.released_at,
        cancelled_at=row.cancelled_at,
        cover_until=row.cover_until,
        releasable_at=row.releasable_at,
        due_at=row.due_at,
        deadlines=waiting,
        shipments=shipments,
        refunds=refunds,
        holds=holds,
        withdrawal=withdrawal,
        extension=_extension(row),
        policy_version=row.policy.version,
        holder=_holder(row, escrow),
        escrow_minor=escrow,
        released_minor=row.released_minor,
        refunded_minor=row.refunded_minor,
        seller_minor=seller_has,
    )


def _extension(row: models.SellerOrder) -> ExtensionView | None:
    if row.extension_asked_at is None:
        return None
    answered = row.extension_answered_at is not None
    return ExtensionView(
        row.extension_days,
        row.extension_asked_at,
        row.extension_agreed if answered else None,
    )


def escrow_of(row: models.SellerOrder) -> int:
    """What the platform still holds: captured, less released, less refunded from escrow."""
    if row.paid_at is None:
        return 0
    return row.total_minor - row.released_minor - (row.refunded_minor - row.recovered_minor)


def _holder(row: models.SellerOrder, escrow_minor: int) -> str:
    if escrow_minor:
        return "fondaco"
    return "seller" if row.released_minor > row.recovered_minor else "buyer"


def _line(line: models.OrderLine, held: set[UUID], shipments: Sequence[ShipmentView]) -> LineView:
    return LineView(
        id=line.id,
        listing_id=line.listing_id,
        version_id=line.version_id,
        variant_id=line.variant_id,
        snapshot=line.snapshot.body,
        title=line.title,
        quantity=line.quantity,
        unit_price_minor=line.unit_price_minor,
        total_minor=line.total_minor,
        state=_line_state(line, shipments),
        held=line.id in held,
        refunded_minor=line.refunded_minor,
        sku=line.sku,
        shipping_minor=line.shipping_minor,
        refunded_shipping_minor=line.refunded_shipping_minor,
        delivered_at=line.delivered_at,
    )


def _line_state(line: models.OrderLine, shipments: Sequence[ShipmentView]) -> str:
    if line.total_minor and line.refunded_minor == line.total_minor:
        return "refunded"
    if line.released_at is not None:
        return "released"
    if line.delivered_at is not None:
        return "delivered"
    sent = sum(
        parcel.quantities.get(line.id, 0)
        for parcel in shipments
        if parcel.first_scan_at is not None
    )
    return "shipped" if sent >= line.quantity else "open"


def _shipments(orders: Iterable[UUID]) -> dict[UUID, tuple[ShipmentView, ...]]:
    rows = list(
        models.Shipment.objects.filter(order__in=list(orders))
        .prefetch_related("contents")
        .order_by("id")
    )
    if not rows:
        return {}
    scans: dict[tuple[str, str], list[ScanView]] = {}
    numbers = {row.tracking_number for row in rows}
    for scan in models.Scan.objects.filter(
        carrier__in={row.carrier for row in rows}, tracking_number__in=numbers
    ).order_by("at", "id"):
        told = ScanView(
            scan.kind, scan.at, scan.postcode, scan.country, scan.signed_by, scan.weight_grams
        )
        scans.setdefault((scan.carrier, scan.tracking_number), []).append(told)
    found: dict[UUID, tuple[ShipmentView, ...]] = {}
    for row in rows:
        known = CARRIERS.get(row.carrier)
        view = ShipmentView(
            id=row.id,
            carrier=row.carrier,
            carrier_name=name_of(row.carrier),
            tracking_number=row.tracking_number,
            tracking_url=known.tracking_url(row.tracking_number) if known else "",
            recorded_at=row.recorded_at,
            first_scan_at=row.first_scan_at,
            delivered_at=row.delivered_at,
            returned_at=row.returned_at,
            is_proven=row.is_proven,
            signed_by=row.signed_by,
            missing=tuple(row.missing),
            quantities={each.line_id: each.quantity for each in row.contents.all()},
            scans=tuple(scans.get((row.carrier, row.tracking_number), ())),
        )
        found[row.order_id] = (*found.get(row.order_id, ()), view)
    return found


def _holds(orders: Iterable[UUID]) -> dict[UUID, list[HoldView]]:
    rows = models.Hold.objects.filter(order__in=list(orders), lifted_at=None)
    found: dict[UUID, list[HoldView]] = {}
    for row in rows.prefetch_related("lines").order_by("id"):
        view = HoldView(
            row.id,
            row.reason,
            row.cause_id,
            tuple(each.line_id for each in row.lines.all()),
            row.placed_at,
        )
        found.setdefault(row.order_id, []).append(view)
    return found


def _refund(row: models.Refund) -> RefundPart:
    return RefundPart(
        row.id, row.amount_minor, row.cause_kind, row.cause_id, row.made_at, row.owed_minor
    )


def _withdrawal(
    row: models.Withdrawal, order: models.SellerOrder, policy: Policy
) -> WithdrawalView:
    counted_from = max(row.declared_at, order.delivered_at or row.declared_at)
    return WithdrawalView(
        id=row.id,
        state=row.state,
        declared_at=row.declared_at,
        send_by=counted_from + timedelta(days=policy.withdrawal_return_days),
        refund_by=row.declared_at + timedelta(days=policy.withdrawal_refund_days),
        sent_at=row.sent_at,
        return_carrier=row.return_carrier,
        return_number=row.return_number,
    )


def orders_of_buyer(member_id: UUID, page: int = 1, *, per_page: int = PAGE_SIZE) -> Page:
    """The member's paid orders, newest first, as :class:`OrderCard`. Three statements."""
    rows = models.SellerOrder.objects.filter(buyer_id=member_id, paid_at__isnull=False).order_by(
        "-placed_at", "-id"
    )
    return _page(rows, page, per_page, {})


def orders_of_seller(
    seller_id: UUID,
    state: str = "",
    page: int = 1,
    *,
    per_page: int = PAGE_SIZE,
    counts: Mapping[str, int] | None = None,
) -> Page:
    """The seller's paid orders, what is due first on top, as :class:`OrderCard`.

    ``state`` is one of :data:`SELLER_STATES` or "" for all; the page's ``counts`` has how many
    there are in each. Four statements, or three with the ``counts`` of
    :func:`order_counts_of_seller`.
    """
    if counts is None:
        counts = order_counts_of_seller(seller_id)
    rows = _paid_to(seller_id)
    if state in _STATES_OF:
        rows = rows.filter(state__in=_STATES_OF[state])
    waiting_first = state in {"paid", "accepted"}
    ordering = ("due_at", "id") if waiting_first else ("-placed_at", "-id")
    return _page(rows.order_by(*ordering), page, per_page, counts)


def order_counts_of_seller(seller_id: UUID) -> dict[str, int]:
    """How many paid orders there are in each of :data:`SELLER_STATES`. One statement."""
    found = _paid_to(seller_id).order_by().values_list("state").annotate(Count("id"))
    numbers = dict(found)
    return {
        name: sum(numbers.get(each, 0) for each in states) for name, states in _STATES_OF.items()
    }


def _paid_to(seller_id: UUID) -> QuerySet[models.SellerOrder]:
    return models.SellerOrder.objects.filter(seller_id=seller_id, paid_at__isnull=False)


def _page(
    rows: QuerySet[models.SellerOrder], page: int, per_page: int, counts: Mapping[str, int]
) -> Page:
    start = (max(page, 1) - 1) * per_page
    found = list(rows[start : start + per_page + 1])
    shown = found[:per_page]
    lines = _by_order(
        models.OrderLine.objects.filter(order__in=shown)
        .select_related("snapshot")
        .order_by("order_id", "position")
    )
    tracked = set(
        models.Shipment.objects.filter(order__in=shown).values_list("order_id", flat=True)
    )
    cards = tuple(_card(row, lines.get(row.id, []), row.id in tracked) for row in shown)
    return Page(cards, max(page, 1), len(found) > per_page, counts)


def _card(row: models.SellerOrder, lines: list[models.OrderLine], tracked: bool) -> OrderCard:
    return OrderCard(
        id=row.id,
        reference=row.reference,
        buyer_id=row.buyer_id,
        seller_id=row.seller_id,
        state=row.state,
        currency=row.currency,
        total_minor=row.total_minor,
        refunded_minor=row.refunded_minor,
        placed_at=row.placed_at,
        paid_at=row.paid_at,
        delivered_at=row.delivered_at,
        promised_until=row.promised_until,
        due_at=row.due_at,
        titles=tuple(line.title for line in lines),
        things=sum(line.quantity for line in lines),
        picture_sha256=str(lines[0].snapshot.body.get("picture_sha256", "")) if lines else "",
        has_tracking=tracked,
        destination=destination(row.state, row.cover_until, row.address),
    )
