"""What the seller does with an order. Each answers with the order's page."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST

from fondaco.kernel.audit import Actor
from fondaco.kernel.errors import Refusal
from fondaco.market.trade import queries as trade
from fondaco.market.trade.actions import extend, ship, withdraw
from fondaco.market.web.seller.orders import board
from fondaco.market.web.seller.orders.forms import ParcelForm
from fondaco.market.web.shell.access import visitor_of


def _actor(request: HttpRequest) -> Actor:
    return Actor("seller", visitor_of(request).member_id)


@require_POST
def accept(request: HttpRequest, order_id: UUID) -> HttpResponse:
    """The seller takes it on."""
    ship.accept(order_id=order_id, actor=_actor(request))
    return redirect("seller_order", order_id)


@require_POST
def decline(request: HttpRequest, order_id: UUID) -> HttpResponse:
    """The seller cannot deliver; the buyer gets everything back."""
    ship.decline(order_id=order_id, actor=_actor(request))
    return redirect("seller_order", order_id)


@require_POST
def send(request: HttpRequest, order_id: UUID) -> HttpResponse:
    """A parcel with its number; what is wrong with it is said at its field."""
    order = trade.for_seller(trade.order(order_id))
    form = ParcelForm(request.POST, order=order)
    if form.is_valid():
        try:
            ship.record_shipment(
                order_id=order_id,
                carrier=form.cleaned_data["carrier"],
                tracking_number=form.cleaned_data["tracking_number"],
                line_quantities=form.quantities(),
                actor=_actor(request),
                key=f"{order_id.hex}:{form.cleaned_data['key']}",
            )
        except Refusal as refusal:
            known = refusal.field if refusal.field in form.fields else None
            form.add_error(known, f"{refusal.what} {refusal.next_step}")
        else:
            return redirect("seller_order", order_id)
    return board.page(request, order, form, status=422)


@require_POST
def more_time(request: HttpRequest, order_id: UUID) -> HttpResponse:
    """Ask the buyer for ``days`` more."""
    text = request.POST.get("days", "")
    days = int(text) if text.isascii() and text.isdigit() and len(text) < 4 else 0
    extend.ask(order_id=order_id, days=days, actor=_actor(request))
    return redirect("seller_order", order_id)


@require_POST
def returned(request: HttpRequest, order_id: UUID) -> HttpResponse:
    """The goods of a withdrawal are back: the buyer is refunded now."""
    given = trade.order(order_id).withdrawal
    if given is not None:
        withdraw.confirm_return(withdrawal_id=given.id, actor=_actor(request))
    return redirect("seller_order", order_id)
