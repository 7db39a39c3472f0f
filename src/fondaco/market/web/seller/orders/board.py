"""The board by what is due, one order, and its packing slip."""

from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_GET

from fondaco.kernel import clock
from fondaco.kernel.ids import new_id
from fondaco.market.members import queries as members
from fondaco.market.trade import queries as trade
from fondaco.market.trade.lifecycle import Event, Role, State, may
from fondaco.market.trade.queries.orders import SELLER_STATES
from fondaco.market.trade.values import OrderView
from fondaco.market.web.seller.nav import frame
from fondaco.market.web.seller.orders import telling
from fondaco.market.web.seller.orders.forms import ParcelForm
from fondaco.market.web.shell.access import visitor_of
from fondaco.market.web.shell.parcels import missing_words

TITLES = {
    "paid": _("To accept"),
    "accepted": _("To send"),
    "shipped": _("On their way"),
    "delivered": _("Delivered"),
    "completed": _("Completed"),
    "ended": _("Cancelled or refunded"),
}


def seller_of(request: HttpRequest) -> UUID:
    """The shop that the visitor works for; the access table lets nobody else this far."""
    seller_id = visitor_of(request).seller_id
    assert seller_id is not None  # noqa: S101 - the access table asks for staff
    return seller_id


@require_GET
def index(request: HttpRequest) -> HttpResponse:
    """What is due first on top; without a state, the first one that has something."""
    wanted = request.GET.get("state", "")
    number = request.GET.get("page", "1")
    page_number = int(number) if number.isascii() and number.isdigit() and len(number) < 6 else 1
    counts = trade.order_counts_of_seller(seller_of(request))
    state = wanted if wanted in SELLER_STATES else ""
    if not wanted:
        state = next((each for each in ("paid", "accepted") if counts[each]), "paid")
    page = trade.orders_of_seller(seller_of(request), state, page_number, counts=counts)
    moment = clock.now()
    return render(request, "seller/orders/board.html", {
        **frame(request),
        "page": page,
        "state": state,
        "rows": [(card, bool(card.due_at and card.due_at <= moment)) for card in page.items],
        "due": page.counts["paid"] + page.counts["accepted"],
        "tabs": [
            {
                "title": TITLES[each],
                "url": f"{reverse('seller_orders')}?state={each}",
                "current": each == state,
                "count": page.counts[each] if each in {"paid", "accepted"} else None,
            }
            for each in SELLER_STATES
        ],
    })  # fmt: skip


@require_GET
def show(request: HttpRequest, order_id: UUID) -> HttpResponse:
    """One order: what to do next, and by when."""
    return page(request, trade.for_seller(trade.order(order_id)))


def page(
    request: HttpRequest, order: OrderView, form: ParcelForm | None = None, status: int = 200
) -> HttpResponse:
    """The page of one order, with the parcel form as it was sent if that was refused."""
    state = State(order.state)
    parcel = form or ParcelForm(order=order, initial={"key": new_id().hex})
    can_send = bool(parcel.left) and state in {State.PAID, State.ACCEPTED}
    context: dict[str, Any] = {
        **frame(request),
        "crumbs": ((_("Orders"), reverse("seller_orders")), (order.reference, "")),
        "order": order,
        "headline": telling.headline(order),
        "keep_promise": telling.keep_promise(order) if can_send else "",
        "buyer": members.members([order.buyer_id]).get(order.buyer_id),
        "events": telling.timeline(order),
        "form": parcel if can_send else None,
        "can_accept": may(state, Event.ACCEPT, Role.SELLER),
        "can_decline": may(state, Event.DECLINE, Role.SELLER) and not order.shipments,
        "can_extend": may(state, Event.EXTEND, Role.BUYER) and order.extension is None,
        "needs_signature": trade.policy(order.policy_version).needs_signature(
            order.total_minor, order.currency
        ),
        "net_minor": order.total_minor - order.fee_minor,
        "parcels": [(each, missing_words(each.missing)) for each in order.shipments],
        "holder_minor": telling.standing(order),
        "notes": telling.money_notes(order),
    }
    return render(request, "seller/orders/order.html", context, status=status)


@require_GET
def slip(request: HttpRequest, order_id: UUID) -> HttpResponse:
    """A sheet for the parcel: what, how many, to whom. No prices, no e-mail."""
    order = trade.for_seller(trade.order(order_id))
    return render(request, "seller/orders/slip.html", {
        "order": order,
        "seller": members.seller(order.seller_id),
    })  # fmt: skip
