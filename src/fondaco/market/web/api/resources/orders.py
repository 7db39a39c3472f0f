"""Orders, as their buyer and their seller see them, and what each does with them."""

from datetime import date, datetime
from typing import Annotated, Any, Literal
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from ninja import Query, Schema
from pydantic import Field

from fondaco.kernel import clock
from fondaco.market.members import queries as members
from fondaco.market.members.rules import PostalAddress
from fondaco.market.trade import queries
from fondaco.market.trade.actions import release, ship, withdraw
from fondaco.market.trade.values import OrderCard, OrderView, Page, ShipmentView
from fondaco.market.web.api.door import Resource, check_match, tagged, write_key
from fondaco.market.web.api.paging import Cursor, next_cursor, page_of
from fondaco.market.web.api.shapes import Address, Done
from fondaco.market.web.api.who import MEMBER, actor_of, member_of, shop_of

router = Resource()


class OrderLine(Schema):
    """A line; ``state``: open, shipped, delivered, released or refunded."""

    line_id: UUID
    listing_id: UUID
    version_id: UUID
    variant_id: UUID
    title: str
    sku: str
    quantity: int
    unit_price_minor: int
    total_minor: int
    refunded_minor: int
    state: str
    held: bool


class Scan(Schema):
    """One scan of a carrier."""

    kind: str
    at: datetime
    postcode: str
    country: str
    signed_by: str


class Shipment(Schema):
    """A parcel. ``missing`` says what keeps its delivery from being proven."""

    shipment_id: UUID
    carrier: str
    tracking_number: str
    tracking_url: str
    recorded_at: datetime
    first_scan_at: datetime | None
    delivered_at: datetime | None
    is_proven: bool
    missing: list[str]
    scans: list[Scan]


class Deadline(Schema):
    """Something that happens by itself at ``due_at`` unless somebody acts."""

    kind: str
    due_at: datetime


class Order(Schema):
    """A seller order. ``holder`` says who holds the money now: buyer, fondaco or seller."""

    order_id: UUID
    reference: str
    checkout_id: UUID
    buyer_id: UUID
    seller_id: UUID
    state: str
    reason: str
    currency: str
    lines: list[OrderLine]
    goods_minor: int
    shipping_minor: int
    total_minor: int
    fee_minor: int
    escrow_minor: int
    released_minor: int
    refunded_minor: int
    holder: str
    address: Address
    placed_at: datetime
    paid_at: datetime | None
    accepted_at: datetime | None
    shipped_at: datetime | None
    delivered_at: datetime | None
    confirmed_at: datetime | None
    completed_at: datetime | None
    promised_from_date: date
    promised_until_date: date
    cover_until: datetime | None
    releasable_at: datetime | None
    deadlines: list[Deadline]
    shipments: list[Shipment]
    is_held: bool


class OrderSummary(Schema):
    """An order in a list."""

    order_id: UUID
    reference: str
    seller_id: UUID
    state: str
    currency: str
    total_minor: int
    refunded_minor: int
    placed_at: datetime
    due_at: datetime | None
    titles: list[str]


class Orders(Schema):
    """A page of orders."""

    items: list[OrderSummary]
    next_cursor: str | None


class Part(Schema):
    """How many of a line are in a parcel."""

    line_id: UUID
    quantity: int = Field(ge=1, le=99)


class NewShipment(Schema):
    """A parcel that was handed over; all that is left is in it unless ``parts`` say otherwise."""

    carrier: Annotated[str, Field(min_length=1, max_length=40)]
    tracking_number: str = Field(min_length=4, max_length=40, pattern="^[A-Za-z0-9 -]+$")
    parts: list[Part] | None = Field(None, max_length=100)


class ShipmentMade(Schema):
    """The parcel is recorded."""

    shipment_id: UUID
    order_id: UUID


def order_shape(view: OrderView) -> Order:
    """An order as a shape."""
    return Order(
        order_id=view.id,
        reference=view.reference,
        checkout_id=view.checkout_id,
        buyer_id=view.buyer_id,
        seller_id=view.seller_id,
        state=view.state,
        reason=view.reason,
        currency=view.currency,
        lines=[_line(line) for line in view.lines],
        goods_minor=view.goods_minor,
        shipping_minor=view.shipping_minor,
        total_minor=view.total_minor,
        fee_minor=view.fee_minor,
        escrow_minor=view.escrow_minor,
        released_minor=view.released_minor,
        refunded_minor=view.refunded_minor,
        holder=view.holder,
        address=_address(view.address),
        placed_at=view.placed_at,
        paid_at=view.paid_at,
        accepted_at=view.accepted_at,
        shipped_at=view.shipped_at,
        delivered_at=view.delivered_at,
        confirmed_at=view.confirmed_at,
        completed_at=view.completed_at,
        promised_from_date=view.promised_from,
        promised_until_date=view.promised_until,
        cover_until=view.cover_until,
        releasable_at=view.releasable_at,
        deadlines=[Deadline(kind=kind, due_at=at) for kind, at in sorted(view.deadlines.items())],
        shipments=[_shipment(each) for each in view.shipments],
        is_held=bool(view.holds),
    )


def _address(address: PostalAddress) -> Address:
    return Address.of(address)


def _line(line: Any) -> OrderLine:
    return OrderLine(
        line_id=line.id,
        listing_id=line.listing_id,
        version_id=line.version_id,
        variant_id=line.variant_id,
        title=line.title,
        sku=line.sku,
        quantity=line.quantity,
        unit_price_minor=line.unit_price_minor,
        total_minor=line.total_minor,
        refunded_minor=line.refunded_minor,
        state=line.state,
        held=line.held,
    )


def _shipment(view: ShipmentView) -> Shipment:
    return Shipment(
        shipment_id=view.id,
        carrier=view.carrier,
        tracking_number=view.tracking_number,
        tracking_url=view.tracking_url,
        recorded_at=view.recorded_at,
        first_scan_at=view.first_scan_at,
        delivered_at=view.delivered_at,
        is_proven=view.is_proven,
        missing=list(view.missing),
        scans=[
            Scan(
                kind=each.kind,
                at=each.at,
                postcode=each.postcode,
                country=each.country,
                signed_by=each.signed_by,
            )
            for each in view.scans
        ],
    )


def _summaries(page: Page) -> Orders:
    return Orders(
        items=[_summary(card) for card in page.items],
        next_cursor=next_cursor(page.page, page.has_next),
    )


def _summary(card: OrderCard) -> OrderSummary:
    return OrderSummary(
        order_id=card.id,
        reference=card.reference,
        seller_id=card.seller_id,
        state=card.state,
        currency=card.currency,
        total_minor=card.total_minor,
        refunded_minor=card.refunded_minor,
        placed_at=card.placed_at,
        due_at=card.due_at,
        titles=list(card.titles),
    )


@router.read("/orders", Orders, auth=MEMBER)
def list_orders(request: HttpRequest, cursor: Cursor = "") -> Orders:
    """The orders that the member has bought and paid, newest first."""
    return _summaries(queries.orders_of_buyer(member_of(request), page_of(cursor)))


@router.read("/shop/orders", Orders, auth=MEMBER)
def list_shop_orders(
    request: HttpRequest,
    state: Annotated[
        Literal["", "paid", "accepted", "shipped", "delivered", "completed", "ended"], Query("")
    ] = "",
    cursor: Cursor = "",
) -> Orders:
    """The orders of the shop that the member works for; what is due first comes first."""
    return _summaries(queries.orders_of_seller(shop_of(request), state, page_of(cursor)))


@router.read("/orders/{uuid:order_id}", Order, auth=MEMBER)
def get_order(request: HttpRequest, response: HttpResponse, order_id: UUID) -> Any:
    """One order, for its buyer, its seller's staff, or the house."""
    view = queries.order(order_id)
    staff = members.staff_of(member_of(request))
    if staff is not None and staff.seller_id == view.seller_id:
        view = queries.for_seller(view)
    return tagged(request, response, order_shape(view))


def _present(order_id: UUID) -> Order:
    return order_shape(queries.order(order_id))


@router.write("POST", "/orders/{uuid:order_id}/accept", Order, auth=MEMBER)
def accept_order(request: HttpRequest, order_id: UUID) -> Order:
    """The seller takes the order on. ``If-Match`` is kept to."""
    check_match(request, lambda: _present(order_id))
    ship.accept(order_id=order_id, actor=actor_of(request, "seller"))
    return _present(order_id)


@router.write("POST", "/orders/{uuid:order_id}/decline", Order, auth=MEMBER)
def decline_order(request: HttpRequest, order_id: UUID) -> Order:
    """The seller cannot deliver: the order is cancelled and every cent goes back."""
    check_match(request, lambda: _present(order_id))
    ship.decline(order_id=order_id, actor=actor_of(request, "seller"))
    return _present(order_id)


@router.write("POST", "/orders/{uuid:order_id}/cancel", Order, auth=MEMBER)
def cancel_order(request: HttpRequest, order_id: UUID) -> Order:
    """The buyer changes their mind before the seller has accepted."""
    check_match(request, lambda: _present(order_id))
    ship.cancel(order_id=order_id, member_id=member_of(request))
    return _present(order_id)


@router.write("POST", "/orders/{uuid:order_id}/shipments", ShipmentMade, status=201, auth=MEMBER)
def record_shipment(request: HttpRequest, order_id: UUID, parcel: NewShipment) -> ShipmentMade:
    """The seller handed a parcel to a carrier. Accepts the order if that was not done."""
    check_match(request, lambda: _present(order_id))
    shipment_id = ship.record_shipment(
        order_id=order_id,
        carrier=parcel.carrier,
        tracking_number=parcel.tracking_number,
        line_quantities=None
        if parcel.parts is None
        else {part.line_id: part.quantity for part in parcel.parts},
        actor=actor_of(request, "seller"),
        key=write_key(request),
    )
    return ShipmentMade(shipment_id=shipment_id, order_id=order_id)


@router.write("POST", "/orders/{uuid:order_id}/confirm", Order, auth=MEMBER)
def confirm_receipt(request: HttpRequest, order_id: UUID) -> Order:
    """The buyer says that everything has come."""
    check_match(request, lambda: _present(order_id))
    release.confirm_receipt(order_id=order_id, member_id=member_of(request))
    return _present(order_id)


@router.write("POST", "/orders/{uuid:order_id}/withdrawal", Done, auth=MEMBER)
def declare_withdrawal(request: HttpRequest, order_id: UUID) -> Done:
    """The buyer withdraws from a contract with a trader (EU, 14 days)."""
    withdraw.declare(order_id=order_id, member_id=member_of(request), key=write_key(request))
    return Done(at=clock.now())
