"""Paying by card through Stripe: its own fields, and its own confirmation, on pages of theirs.

Nowhere else does the market load a script of somebody else's, and these pages exist only where
Stripe is configured. Cards that are entered here are not kept for the next time.
"""

import re
from collections.abc import Callable
from typing import Any, cast
from uuid import UUID

from csp.decorators import csp_replace, csp_update
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from fondaco.kernel.errors import InDoubt, NotFound, Refusal
from fondaco.kernel.ids import new_id
from fondaco.market.members import queries as members
from fondaco.market.payments import pay, stripe_confirm
from fondaco.market.payments import queries as payments
from fondaco.market.payments.gateways.protocol import Unavailable
from fondaco.market.payments.gateways.stripe_gateway import NAME, is_offered
from fondaco.market.trade import queries as trade
from fondaco.market.trade.values import CheckoutView
from fondaco.market.web.shell.choices import choices_of
from fondaco.market.web.storefront.paying.browser import browser_of
from fondaco.market.web.storefront.paying.scripts import stripe_scripts
from fondaco.market.web.storefront.paying.ways import links

FROM_STRIPE = {
    "script-src": ["https://js.stripe.com", "https://*.js.stripe.com"],
    "frame-src": ["https://js.stripe.com", "https://*.js.stripe.com", "https://hooks.stripe.com"],
    "connect-src": ["https://api.stripe.com"],
    "img-src": ["https://*.stripe.com"],
}
"""What Stripe's script loads and asks (https://docs.stripe.com/security/guide)."""

NOT_WITH_STRIPE = {"require-trusted-types-for": None, "trusted-types": None}
"""Its script makes markup from strings without a Trusted Types policy that we could name."""


View = Callable[..., HttpResponse]


def _lets_stripe_in(view: View) -> View:
    """A page whose content security policy lets Stripe's script do its work."""
    return cast(View, csp_update(FROM_STRIPE)(csp_replace(NOT_WITH_STRIPE)(view)))


@require_safe
@_lets_stripe_in
def show(request: HttpRequest, checkout_id: UUID) -> HttpResponse:
    """Stripe's card fields, and why the last try was not charged, if there was one."""
    return page(request, trade.checkout(checkout_id))


def page(
    request: HttpRequest, checkout: CheckoutView, refusal: Refusal | None = None
) -> HttpResponse:
    """The page as things stand, and why the last act was not done, if it was not."""
    step = payments.step(checkout.intent_id)
    if step.kind in {"succeeded", "in_doubt"}:
        return redirect("paying_step", checkout_id=checkout.id)
    is_over = checkout.state == "lapsed" or step.kind in {"closed", "transfer"}
    if is_over or not is_offered(checkout.currency):
        return redirect("paying_pay", checkout_id=checkout.id)
    context = {
        "step": step,
        "failure": step.failure,
        "refusal": refusal,
        "key": new_id().hex,
        "currency": checkout.currency.lower(),
    }
    return _render(request, "stripe", checkout, context, status=refusal.status if refusal else 200)


@require_POST
@_lets_stripe_in
def start(request: HttpRequest, checkout_id: UUID) -> HttpResponse:
    """Try to pay with the card that Stripe's fields took. The form's key makes it one try."""
    checkout = trade.checkout(checkout_id)
    if not is_offered(checkout.currency):
        return redirect("paying_pay", checkout_id=checkout.id)
    try:
        pay.start(
            checkout.intent_id,
            card_token=_matching(request, "card_token", r"pm_[A-Za-z0-9_]{1,60}"),
            save_card=False,
            browser=browser_of(request),
            key=_matching(request, "key", r"[0-9a-f]{32}"),
            return_url="",
            gateway_name=NAME,
        )
    except NotFound:
        return page(request, checkout, _no_card())
    except Refusal as refusal:
        return page(request, checkout, refusal)
    except (Unavailable, InDoubt):
        return page(request, checkout, _away())
    return _onward(checkout)


@require_safe
@_lets_stripe_in
def confirm(request: HttpRequest, checkout_id: UUID) -> HttpResponse:
    """The bank's confirmation, opened by Stripe's script."""
    checkout = trade.checkout(checkout_id)
    step = payments.step(checkout.intent_id)
    try:
        secret = stripe_confirm.client_secret(checkout.intent_id)
    except (Unavailable, InDoubt):
        secret = ""
    if secret is None or step.challenge is None:
        return _onward(checkout)
    context = {
        "client_secret": secret,
        "bank_url": step.challenge["acs_url"],
    }
    return _render(request, "stripe_confirm", checkout, context, status=200 if secret else 503)


@require_POST
def finish(request: HttpRequest, checkout_id: UUID) -> HttpResponse:
    """Ask Stripe what came of the confirmation; as often as anybody likes."""
    checkout = trade.checkout(checkout_id)
    try:
        pay.finish(checkout.intent_id)
    except (Unavailable, InDoubt, Refusal):
        return redirect("paying_stripe_confirm", checkout_id=checkout.id)
    return _onward(checkout)


def _onward(checkout: CheckoutView) -> HttpResponse:
    is_declined = payments.step(checkout.intent_id).kind == "declined"
    return redirect("paying_stripe" if is_declined else "paying_step", checkout_id=checkout.id)


def _matching(request: HttpRequest, name: str, pattern: str) -> str:
    value = request.POST.get(name, "")
    if not re.fullmatch(pattern, value):
        raise _no_card()
    return value


def _no_card() -> Refusal:
    return Refusal(
        "no_card",
        _("There was no card to pay with."),
        not_done=_("Nothing was charged."),
        next_step=_("Enter a card in the fields below."),
        status=422,
    )


def _away() -> Refusal:
    return Refusal(
        "stripe_away",
        _("Stripe cannot be reached just now."),
        not_done=_("Your card was not charged."),
        next_step=_("Try again in a minute, or choose another way to pay."),
        status=503,
    )


def _render(
    request: HttpRequest,
    name: str,
    checkout: CheckoutView,
    context: dict[str, Any],
    *,
    status: int,
) -> HttpResponse:
    sellers = members.sellers(order.seller_id for order in checkout.orders)
    shared = {
        "checkout": checkout,
        "parts": [(order, sellers[order.seller_id].name) for order in checkout.orders],
        "shipping_minor": sum(order.shipping_minor for order in checkout.orders),
        "ways": links(checkout, current="stripe"),
        "step_titles": (_("Cart"), _("Delivery"), _("Payment")),
        "scripts": stripe_scripts(),
        "publishable_key": settings.FONDACO_STRIPE_PUBLISHABLE_KEY,
        "language": (get_language() or "en").partition("-")[0],
        "theme": choices_of(request).theme,
    }
    answer = render(request, f"storefront/paying/{name}.html", shared | context, status=status)
    answer["Cache-Control"] = "no-store"
    return answer
