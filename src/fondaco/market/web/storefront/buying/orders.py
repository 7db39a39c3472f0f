"""The buyer's orders: the list, and the page of one with all that happened."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_GET

from fondaco.kernel import clock
from fondaco.market.members import queries as members
from fondaco.market.payments import queries as payments
from fondaco.market.payments.values import RefundView
from fondaco.market.trade import queries as trade
from fondaco.market.trade.rules import cover
from fondaco.market.trade.values import OrderView
from fondaco.market.web.shell.parcels import missing_words
from fondaco.market.web.storefront.buying import telling
from fondaco.market.web.storefront.buying.links import case_path, pay_path
from fondaco.market.web.storefront.buying.owner import member_of


def page_number(request: HttpRequest) -> int:
    """The ``page`` asked for, from 1; anything else is 1."""
    text = request.GET.get("page", "1")
    return max(int(text), 1) if text.isascii() and text.isdigit() and len(text) < 6 else 1


@require_GET
def index(request: HttpRequest) -> HttpResponse:
    """All orders, newest first, and a checkout that still waits to be paid."""
    member_id = member_of(request)
    page = trade.orders_of_buyer(member_id, page_number(request))
    sellers = members.sellers({card.seller_id for card in page.items})
    waiting = trade.open_checkout_of(member_id) if page.page == 1 else None
    return render(request, "storefront/buying/orders.html", {
        "page": page,
        "cards": [(card, sellers.get(card.seller_id)) for card in page.items],
        "waiting": waiting,
        "owed": sorted(trade.owed_by_buyer(member_id).items()),
        "pay_path": pay_path(waiting.id) if waiting else "",
    })  # fmt: skip


@require_GET
def show(request: HttpRequest, order_id: UUID) -> HttpResponse:
    """One order: is everything as it should be, who holds the money, what happened."""
    order = trade.order(order_id)
    seller = members.seller(order.seller_id)
    intent = payments.intents([order.intent_id]).get(order.intent_id)
    policy = trade.policy(order.policy_version)
    moment = clock.now()
    right = telling.withdrawal_right(order, policy, moment)
    refunds = _refunds(order)
    back = telling.way_back(order, refunds)
    notes = telling.money_notes(order, intent, order.total_minor - order.fee_minor, back)
    events = telling.timeline(order, seller.name, intent, refunds)
    gone = order.refunded_minor == order.total_minor
    return render(request, "storefront/buying/order.html", {
        "crumbs": ((_("Orders"), reverse("buying_orders")), (order.reference, "")),
        "order": order,
        "seller": seller,
        "intent": intent,
        "headline": telling.headline(order, seller.name, back),
        "refund_waits": back == "refused",
        "holder": "fondaco" if back in telling.KEPT else order.holder,
        "holder_minor": _standing(order),
        "notes": notes,
        "events": events,
        "left": cover.left(order.cover_until, moment) if order.cover_until and not gone else None,
        "default": telling.next_default(order),
        "withdrawable_until": right.until,
        "buttons": telling.buttons(order, right, moment),
        "pay_path": pay_path(order.checkout_id),
        "cases_open": case_path(order.id),
        "parcels": [(parcel, missing_words(parcel.missing)) for parcel in order.shipments],
    })  # fmt: skip


def _standing(order: OrderView) -> int:
    """The amount that stands where the money is."""
    if order.holder == "fondaco":
        return order.escrow_minor
    if order.holder == "seller":
        return order.seller_minor
    return order.refunded_minor or order.total_minor


def _refunds(order: OrderView) -> list[RefundView]:
    """How far each refund of this order is, as payments knows it."""
    if not order.refunds:
        return []
    mine = {refund.id for refund in order.refunds}
    found = payments.refunds({refund.cause_id for refund in order.refunds})
    return [refund for each in found.values() for refund in each if refund.id in mine]
