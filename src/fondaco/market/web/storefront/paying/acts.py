"""What a payment's forms do. Each answers with the step that stands then, by a redirect."""

import re
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from fondaco.kernel.errors import InDoubt, Refusal
from fondaco.market.payments import pay
from fondaco.market.payments import queries as payments
from fondaco.market.payments.gateways.protocol import Unavailable
from fondaco.market.trade import queries as trade
from fondaco.market.trade.values import CheckoutView
from fondaco.market.web.storefront.paying import pages
from fondaco.market.web.storefront.paying.browser import browser_of

NEW = "new"


@require_POST
def start(request: HttpRequest, checkout_id: UUID) -> HttpResponse:
    """Try to pay with the chosen card. The form's key makes a double click one try."""
    checkout = trade.checkout(checkout_id)
    try:
        pay.start(
            checkout.intent_id,
            card_token=_token(request, checkout),
            save_card=request.POST.get("save_card") == "on",
            browser=browser_of(request),
            key=_key(request),
            return_url=pages.market_url("paying_return", checkout_id),
        )
    except Refusal as refusal:
        return pages.pay_page(request, checkout, refusal)
    except (Unavailable, InDoubt):
        return pages.pay_page(request, checkout, _away())
    return redirect("paying_step", checkout_id=checkout_id)


def _token(request: HttpRequest, checkout: CheckoutView) -> str:
    """The token of the chosen card: a saved one by its id, or what the card fields sent."""
    chosen = request.POST.get("card", NEW)
    if chosen != NEW:
        try:
            return payments.token_of(UUID(chosen), checkout.member_id)
        except ValueError:
            raise _no_card() from None
    token = request.POST.get("card_token", "")
    if not re.fullmatch(r"[A-Za-z0-9_:-]{1,40}", token):
        raise _no_card()
    return token


def _key(request: HttpRequest) -> str:
    key = request.POST.get("key", "")
    if not re.fullmatch(r"[0-9a-f]{32}", key):
        raise Refusal(
            "form_incomplete",
            _("The form arrived incomplete."),
            not_done=_("Your card was not charged."),
            next_step=_("Choose the card again and pay."),
            status=422,
        )
    return key


def _no_card() -> Refusal:
    return Refusal(
        "no_card",
        _("There was no card to pay with."),
        not_done=_("Nothing was charged."),
        next_step=_("Choose a saved card, or enter one."),
        status=422,
    )


def _away() -> Refusal:
    return Refusal(
        "vault_away",
        _("Card payments cannot be reached just now."),
        not_done=_("Your card was not charged."),
        next_step=_("Try again in a minute: your goods are kept meanwhile."),
        status=503,
    )


@require_POST
def go_on(request: HttpRequest, checkout_id: UUID) -> HttpResponse:
    """The issuer's hidden page has run, or has not answered."""
    checkout = trade.checkout(checkout_id)
    try:
        pay.continue_method(checkout.intent_id, request.POST.get("completion", "U"))
    except (Unavailable, InDoubt, Refusal):
        return _later(checkout_id)
    return redirect("paying_step", checkout_id=checkout_id)


@require_POST
def finish(request: HttpRequest, checkout_id: UUID) -> HttpResponse:
    """Go on from wherever the payment stands; as often as anybody likes."""
    checkout = trade.checkout(checkout_id)
    try:
        pay.finish(checkout.intent_id)
    except (Unavailable, InDoubt, Refusal):
        return _later(checkout_id)
    return redirect("paying_step", checkout_id=checkout_id)


def _later(checkout_id: UUID) -> HttpResponse:
    """No answer now: the page that asks again, after a pause."""
    path = reverse("paying_return", kwargs={"checkout_id": checkout_id})
    return redirect(f"{path}?again=1")
