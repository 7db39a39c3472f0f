"""The pages of a payment: choosing the card, the issuer's steps, waiting, done. Reads only."""

from typing import Any
from uuid import UUID

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseBase, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from fondaco.kernel.errors import InDoubt, NotFound, Refusal
from fondaco.kernel.ids import new_id
from fondaco.market.members import queries as members
from fondaco.market.payments import queries as payments
from fondaco.market.payments.gateways.chosen import gateway
from fondaco.market.payments.gateways.protocol import (
    CardDetails,
    FieldRequest,
    FieldSession,
    Unavailable,
)
from fondaco.market.payments.values import IntentView, Step
from fondaco.market.trade import queries as trade
from fondaco.market.trade.values import CheckoutView
from fondaco.market.web.shell.choices import choices_of
from fondaco.market.web.storefront.paying.scripts import scripts
from fondaco.market.web.storefront.paying.ways import links


def market_url(name: str, checkout_id: UUID) -> str:
    """An address of these pages as other programs are given it."""
    path = reverse(name, kwargs={"checkout_id": checkout_id})
    return f"{str(settings.MARKET_URL).rstrip('/')}{path}"


@require_safe
def pay(request: HttpRequest, checkout_id: UUID) -> HttpResponse:
    """Choose a card and pay exactly this amount."""
    return pay_page(request, trade.checkout(checkout_id))


def pay_page(
    request: HttpRequest, checkout: CheckoutView, refusal: Refusal | None = None
) -> HttpResponse:
    """The page with the card form, and why the last try was not made, if there was one."""
    step = payments.step(checkout.intent_id)
    if step.kind in {"succeeded", "in_doubt"} and refusal is None:
        return redirect("paying_step", checkout_id=checkout.id)
    if step.kind == "transfer":
        return redirect("paying_transfer", checkout_id=checkout.id)
    if checkout.state == "lapsed" or step.kind == "closed":
        return _page(request, "closed", checkout, {"failure": step.failure}, status=410)
    intent = payments.intent(checkout.intent_id)
    asks_code = _asks_code_of(checkout, intent)
    entered = _entered(request, checkout, asks_code)
    session, away = None, False
    try:
        if entered is None:
            session = _field_session(request, checkout, intent, asks_code)
    except (Unavailable, InDoubt):
        away = True
    context = {
        "intent": intent,
        "step": step,
        "failure": step.failure,
        "refusal": refusal,
        "session": session,
        "asks_code": bool(asks_code),
        "entered": entered,
        "away": away,
        "saved_cards": () if asks_code else _usable_cards(checkout.member_id),
        "key": new_id().hex,
    }
    status = refusal.status if refusal else 503 if away else 200
    return _page(request, "pay", checkout, context, status=status)


def _usable_cards(member_id: UUID) -> tuple[Any, ...]:
    found = payments.saved_cards(member_id)
    return tuple(card for card in found if not card.is_frozen and not card.is_expired)


def _entered(request: HttpRequest, checkout: CheckoutView, asks_code: str) -> CardDetails | None:
    """The card that the vault's own page has just sent the buyer back with.

    Anybody can write a token into an address: nothing is shown of a card that was entered
    elsewhere, unless it is the saved one whose security code was asked for.
    """
    token = request.GET.get("card_token", "")
    if not token or len(token) > 40 or not token.isascii():
        return None
    try:
        card = gateway().card(token)
    except (NotFound, Unavailable, InDoubt):
        return None
    return None if card.is_foreign_to(checkout.id) and token != asks_code else card


def _asks_code_of(checkout: CheckoutView, intent: IntentView) -> str:
    """The saved card whose security code the issuer wants again, or empty."""
    if intent.failure is None or intent.failure.code != "security_code_needed":
        return ""
    return payments.last_saved_token(checkout.intent_id)


def _field_session(
    request: HttpRequest, checkout: CheckoutView, intent: IntentView, asks_code: str
) -> FieldSession:
    return gateway().field_session(
        FieldRequest(
            checkout_id=str(checkout.id),
            origin=str(settings.MARKET_URL).rstrip("/"),
            return_url=market_url("paying_pay", checkout.id),
            amount_minor=intent.amount_minor,
            currency=intent.currency,
            payee=intent.payee,
            options={"card_token": asks_code} if asks_code else {},
        )
    )


@require_safe
def step(request: HttpRequest, checkout_id: UUID) -> HttpResponse:
    """Whatever comes next: the issuer's method, its challenge, waiting, or where it led."""
    checkout = trade.checkout(checkout_id)
    now = payments.step(checkout.intent_id)
    if now.kind == "succeeded":
        return redirect("paying_done", checkout_id=checkout_id)
    if now.kind in {"declined", "open", "closed", "transfer"}:
        return redirect("paying_pay", checkout_id=checkout_id)
    if now.kind == "in_doubt":
        return _page(request, "wait", checkout, {})
    if (now.challenge or {}).get("page") == "stripe":
        return redirect("paying_stripe_confirm", checkout_id=checkout_id)
    payee = payments.intent(checkout.intent_id).payee
    return _page(request, now.kind, checkout, _issuer_step(now) | {"payee": payee})


def _issuer_step(now: Step) -> dict[str, Any]:
    if now.kind == "method":
        return {"method": now.method}
    size = (now.challenge or {}).get("window_size", "05")
    return {"challenge": now.challenge, "window_class": f"window-{size}"}


@require_safe
def back(request: HttpRequest, checkout_id: UUID) -> HttpResponse:
    """Back from the issuer in a browser that leaves the page: goes on by a form, not by itself,
    because a visit writes nothing."""
    again = request.GET.get("again") == "1"
    return _page(request, "return", trade.checkout(checkout_id), {"again": again})


@require_safe
def state(request: HttpRequest, checkout_id: UUID) -> HttpResponseBase:
    """Where the payment stands, for the page that waits: ``{kind, next}``."""
    now = payments.step(trade.checkout(checkout_id).intent_id)
    answer = JsonResponse(
        {"kind": now.kind, "next": reverse("paying_step", kwargs={"checkout_id": checkout_id})}
    )
    answer["Cache-Control"] = "no-store"
    return answer


@require_safe
def done(request: HttpRequest, checkout_id: UUID) -> HttpResponse:
    """Paid: who holds the money, and what happens next to each order."""
    checkout = trade.checkout(checkout_id)
    intent = payments.intent(checkout.intent_id)
    if intent.state != "succeeded":
        return redirect("paying_step", checkout_id=checkout_id)
    return _page(
        request,
        "done",
        checkout,
        {"intent": intent, "orders": trade.orders_of_checkout(checkout_id)},
    )


def _page(
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
        "goods_minor": sum(order.goods_minor for order in checkout.orders),
        "shipping_minor": sum(order.shipping_minor for order in checkout.orders),
        "scripts": scripts(),
        "vault_origin": str(settings.VAULT_URL).rstrip("/"),
        "theme": choices_of(request).theme,
        "step_titles": (_("Cart"), _("Delivery"), _("Payment")),
    }
    shared["ways"] = links(checkout, current="card")
    answer = render(request, f"storefront/paying/{name}.html", shared | context, status=status)
    answer["Cache-Control"] = "no-store"
    return answer
