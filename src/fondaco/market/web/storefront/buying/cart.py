"""The cart page and the two writes to it."""

from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from fondaco.kernel import clock
from fondaco.kernel.errors import Refusal
from fondaco.market.trade import queries as trade
from fondaco.market.trade.actions import cart as carts
from fondaco.market.trade.rules import delivery_window
from fondaco.market.trade.values import CartGroup, CartView
from fondaco.market.web.shell.access import visitor_of
from fondaco.market.web.shell.choices import CART_COOKIE, keep
from fondaco.market.web.shell.security import same_origin_post
from fondaco.market.web.storefront.browse.delivery import country_of
from fondaco.market.web.storefront.buying.owner import (
    KEY_COOKIE,
    count_of,
    owner_of,
    owner_to_write,
    remember,
)

EMPTY = CartView(groups=(), gone=(), count=0, currencies=())


@require_GET
def show(request: HttpRequest) -> HttpResponse:
    """The cart by seller, with what has changed since and how each seller ships."""
    return _page(request)


def _page(request: HttpRequest, refusal: Refusal | None = None) -> HttpResponse:
    """The cart's page, under what was refused, if anything."""
    owner = owner_of(request)
    member_id = visitor_of(request).member_id
    country = country_of(request, "")
    view = trade.cart(owner, country) if owner else EMPTY
    response = render(request, "storefront/buying/cart.html", {
        "cart": view,
        "groups": [_shown(group) for group in view.groups],
        "sums": [(code, _goods(view, code)) for code in view.currencies],
        "country": country,
        "refusal": refusal,
    }, status=refusal.status if refusal else 200)  # fmt: skip
    if member_id and KEY_COOKIE in request.COOKIES:
        response.delete_cookie(KEY_COOKIE, samesite="Lax")
        keep(response, CART_COOKIE, "")
    return response


def _shown(group: CartGroup) -> dict[str, Any]:
    """A group with its cheapest way of shipping and when that arrives."""
    cheapest = min(group.shipping, key=lambda option: option.price_minor, default=None)
    window = (
        delivery_window(clock.now(), cheapest.window_days, group.seller_country)
        if cheapest
        else None
    )
    return {"group": group, "cheapest": cheapest, "window": window}


def _goods(view: CartView, code: str) -> int:
    return sum(group.subtotal_minor for group in view.groups if group.currency == code)


@same_origin_post
@require_POST
def add(request: HttpRequest) -> HttpResponse:
    """Put ``quantity`` (1 where not given) of ``variant_id`` in the cart."""
    owner = owner_to_write(request)
    count = carts.add(
        owner=owner, variant_id=_variant_id(request), quantity=_quantity(request, "1")
    )
    if getattr(request, "htmx", False):
        response = render(request, "storefront/buying/added.html", {"count": count})
    else:
        response = redirect("buying_cart")
    remember(response, owner, count)
    return response


@same_origin_post
@require_POST
def update(request: HttpRequest) -> HttpResponse:
    """Set the ``quantity`` of ``variant_id``; 0 takes it out."""
    owner = owner_of(request)
    if owner is None:
        return redirect("buying_cart")
    try:
        carts.update(owner=owner, variant_id=_variant_id(request), quantity=_quantity(request, ""))
    except Refusal as refusal:
        return _page(request, refusal)
    response = redirect("buying_cart")
    remember(response, owner, count_of(owner))
    return response


def _variant_id(request: HttpRequest) -> UUID:
    try:
        return UUID(request.POST.get("variant_id", ""))
    except ValueError:
        raise Refusal(
            "variant_invalid",
            _("No product was named."),
            not_done=_("Your cart was not changed."),
            next_step=_("Open the product's page and choose it there."),
            field="variant_id",
            status=400,
        ) from None


def _quantity(request: HttpRequest, default: str) -> int:
    text = request.POST.get("quantity", default).strip()
    if not (text.isascii() and text.isdigit() and len(text) <= 4):
        raise Refusal(
            "quantity_invalid",
            _("A quantity is a whole number."),
            not_done=_("Your cart was not changed."),
            next_step=_("Choose another quantity."),
            field="quantity",
            status=422,
        )
    return int(text)
