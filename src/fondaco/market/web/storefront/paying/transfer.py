"""Paying by bank transfer: what to send where, by when, and what has come."""

from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from fondaco.kernel import clock
from fondaco.kernel.errors import Refusal
from fondaco.market.members import queries as members
from fondaco.market.payments import bank_queries, transfer_queries
from fondaco.market.payments import queries as payments
from fondaco.market.payments import transfer as transfers
from fondaco.market.payments.rules.transfer import last_day
from fondaco.market.payments.transfer_queries import TransferView
from fondaco.market.trade import queries as trade
from fondaco.market.trade.actions import wait
from fondaco.market.trade.values import CheckoutView
from fondaco.market.web.storefront.paying.transfer_code import code
from fondaco.market.web.storefront.paying.ways import links
from fondaco.money.amount import Money


@require_safe
def show(request: HttpRequest, checkout_id: UUID) -> HttpResponse:
    """Choose it, or follow it; what is paid or over stands on its own page."""
    return page(request, trade.checkout(checkout_id))


def page(
    request: HttpRequest, checkout: CheckoutView, refusal: Refusal | None = None
) -> HttpResponse:
    """The page as things stand, and why the last act was not done, if it was not."""
    step = payments.step(checkout.intent_id)
    if step.kind == "succeeded":
        return redirect("paying_done", checkout_id=checkout.id)
    chosen = transfer_queries.transfer_of(checkout.intent_id)
    if checkout.state == "lapsed" or step.kind == "closed":
        return _render(request, "transfer_over", checkout, {"transfer": chosen}, status=410)
    if step.kind != "transfer" or chosen is None:
        if step.kind == "in_doubt":
            return redirect("paying_step", checkout_id=checkout.id)
        return _choose(request, checkout, refusal)
    context = {
        "transfer": chosen,
        "refusal": refusal,
        "code": code(chosen),
        "bank_url": _bank_url(chosen),
        "read_until": bank_queries.read_until(),
    }
    return _render(request, "transfer", checkout, context, status=_status(refusal))


def _choose(request: HttpRequest, checkout: CheckoutView, refusal: Refusal | None) -> HttpResponse:
    if not transfers.is_offered(checkout.currency):
        return redirect("paying_pay", checkout_id=checkout.id)
    days = trade.policy().bank_transfer_business_days
    context = {
        "refusal": refusal,
        "days": days,
        "until": last_day(clock.now(), days),
        "holder_name": settings.FONDACO_BANK_ACCOUNT_NAME,
    }
    return _render(request, "transfer_choose", checkout, context, status=_status(refusal))


def _status(refusal: Refusal | None) -> int:
    return refusal.status if refusal else 200


def _bank_url(transfer: TransferView) -> str:
    """The practice bank's own form, filled in; empty where there is no practice bank."""
    if not settings.DEMO:
        return ""
    asked = {
        "iban": transfer.iban,
        "name": transfer.holder_name,
        "amount": str(Money(transfer.missing_minor, transfer.currency).to_decimal()),
        "reference": transfer.reference,
    }
    return f"{str(settings.BANK_URL).rstrip('/')}/send/?{urlencode(asked)}"


@require_POST
def choose(request: HttpRequest, checkout_id: UUID) -> HttpResponse:
    """The buyer will transfer: goods and checkout are kept until the last day."""
    try:
        wait.await_transfer(checkout_id=checkout_id)
    except Refusal as refusal:
        return page(request, trade.checkout(checkout_id), refusal)
    return redirect("paying_transfer", checkout_id=checkout_id)


@require_POST
def leave(request: HttpRequest, checkout_id: UUID) -> HttpResponse:
    """Another way to pay, while no money has come."""
    try:
        wait.pay_another_way(checkout_id=checkout_id)
    except Refusal as refusal:
        return page(request, trade.checkout(checkout_id), refusal)
    messages.info(request, _("The transfer is set aside. Choose how you pay instead."))
    return redirect("paying_pay", checkout_id=checkout_id)


def _render(
    request: HttpRequest,
    name: str,
    checkout: CheckoutView,
    context: dict[str, Any],
    *,
    status: int = 200,
) -> HttpResponse:
    sellers = members.sellers(order.seller_id for order in checkout.orders)
    shared = {
        "checkout": checkout,
        "parts": [(order, sellers[order.seller_id].name) for order in checkout.orders],
        "shipping_minor": sum(order.shipping_minor for order in checkout.orders),
        "ways": links(checkout, current="transfer"),
        "step_titles": (_("Cart"), _("Delivery"), _("Payment")),
    }
    answer = render(request, f"storefront/paying/{name}.html", shared | context, status=status)
    answer["Cache-Control"] = "no-store"
    return answer
