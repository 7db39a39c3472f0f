"""What the seller does with a paid order: accept or decline it, hand it to a carrier."""

from collections.abc import Mapping
from uuid import UUID

from django.utils.translation import gettext as _

from fondaco.kernel import audit, clock, rows
from fondaco.kernel.errors import NotAllowed, Refusal
from fondaco.kernel.transaction import action
from fondaco.market.trade import models
from fondaco.market.trade.actions.deliver import reassess
from fondaco.market.trade.actions.lapse import cancel_by
from fondaco.market.trade.actions.moving import audited, lock_lines, lock_order, move, tell
from fondaco.market.trade.actions.policy import policy_of
from fondaco.market.trade.carriers.registry import carrier as carrier_of
from fondaco.market.trade.lifecycle import Event, Role, State, decide
from fondaco.market.trade.queries.parcels import used_elsewhere


@action
def accept(*, order_id: UUID, actor: audit.Actor) -> None:
    """The seller takes the order on. Accepting again changes nothing."""
    order = lock_order(order_id)
    if order.accepted_at is None:
        _accept(order, actor)


def _accept(order: models.SellerOrder, actor: audit.Actor) -> None:
    order.accepted_at = clock.now()
    move(order, Event.ACCEPT, Role.SELLER, policy=policy_of(order), counted_from=order.accepted_at)
    audited(order, actor, "accept")
    tell("order.accepted", order)


@action
def decline(*, order_id: UUID, actor: audit.Actor) -> None:
    """The seller cannot deliver: cancelled, every cent back. Again changes nothing."""
    order = lock_order(order_id)
    if State(order.state) is not State.CANCELLED:
        cancel_by(order_id, Event.DECLINE, Role.SELLER, "declined")
        audited(order, actor, "decline")


@action
def cancel(*, order_id: UUID, member_id: UUID) -> None:
    """The buyer changes their mind before the seller has accepted. Again changes nothing."""
    order = lock_order(order_id)
    if order.buyer_id != member_id:
        raise NotAllowed(_("Only the buyer can cancel this order."))
    if State(order.state) is not State.CANCELLED:
        cancel_by(order_id, Event.CANCEL, Role.BUYER, "cancelled_by_buyer")
        audited(order, audit.Actor("member", member_id), "cancel")


@action
def record_shipment(
    *,
    order_id: UUID,
    carrier: str,
    tracking_number: str,
    line_quantities: Mapping[UUID, int] | None = None,
    actor: audit.Actor,
    key: str,
) -> UUID:
    """A parcel was handed over: its number and what is in it (all that is left by default).

    Accepts the order if that was not done. The order is *shipped* with the carrier's first
    scan only. The same key again returns the same shipment. Refuses a number used before,
    but for the same buyer, seller and address.
    """
    number = carrier_of(carrier).cleaned(tracking_number)
    order = lock_order(order_id)
    existing = models.Shipment.objects.filter(key=key).first()
    if existing is not None:
        return existing.id
    if State(order.state) is State.PAID:
        _accept(order, actor)
    decide(State(order.state), Event.TRACKED, Role.SELLER)
    _check_number(order, carrier, number)
    contents = _contents(order, line_quantities)
    shipment = rows.add(
        models.Shipment(
            order=order, key=key, carrier=carrier, tracking_number=number, recorded_at=clock.now()
        )
    )
    models.ShipmentLine.objects.bulk_create(
        models.ShipmentLine(shipment=shipment, line_id=line_id, quantity=quantity)
        for line_id, quantity in contents.items()
    )
    move(order, Event.TRACKED, Role.SELLER, policy=policy_of(order), counted_from=clock.now())
    audited(order, actor, "ship", shipment_id=str(shipment.id), carrier=carrier)
    tell("order.tracked", order, carrier=carrier, tracking_number=number)
    reassess(order, shipment)
    return shipment.id


def _check_number(order: models.SellerOrder, carrier: str, number: str) -> None:
    earlier = models.Shipment.objects.filter(
        carrier=carrier, tracking_number=number
    ).select_related("order")
    for shipment in earlier:
        other = shipment.order
        same_parcel = (
            other.id != order.id
            and other.buyer_id == order.buyer_id
            and other.seller_id == order.seller_id
            and other.address == order.address
        )
        if not same_parcel:
            raise _used()
    if used_elsewhere(carrier, number):
        raise _used()


def _used() -> Refusal:
    return Refusal(
        "tracking_number_used",
        _("This tracking number was used for another parcel."),
        not_done=_("The shipment was not recorded."),
        next_step=_("Check the number on the label."),
        field="tracking_number",
    )


def _contents(order: models.SellerOrder, wanted: Mapping[UUID, int] | None) -> dict[UUID, int]:
    """Line to how many are in the parcel; never more than is still to be sent."""
    packed: dict[UUID, int] = {}
    for line_id, quantity in models.ShipmentLine.objects.filter(shipment__order=order).values_list(
        "line_id", "quantity"
    ):
        packed[line_id] = packed.get(line_id, 0) + quantity
    left = {
        line.id: line.quantity - packed.get(line.id, 0)
        for line in lock_lines(order)
        if line.refunded_minor < line.total_minor or line.total_minor == 0
    }
    left = {line_id: quantity for line_id, quantity in left.items() if quantity > 0}
    contents = dict(left) if wanted is None else {k: v for k, v in wanted.items() if v}
    if not contents or any(
        not 0 < quantity <= left.get(line_id, 0) for line_id, quantity in contents.items()
    ):
        raise Refusal(
            "contents_invalid",
            _("The parcel would hold more than is still to be sent, or nothing."),
            not_done=_("The shipment was not recorded."),
            next_step=_("Open the order again and choose what is in this parcel."),
            field="quantities",
            status=422,
        )
    return contents
