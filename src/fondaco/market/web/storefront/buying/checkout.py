"""Checkout up to the payment: where to, how, and exactly what it costs."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods

from fondaco.kernel import clock
from fondaco.kernel.errors import Refusal
from fondaco.kernel.ids import new_id
from fondaco.market.members import actions as members_actions
from fondaco.market.members import queries as members
from fondaco.market.members.rules import PostalAddress, checked_address
from fondaco.market.members.values import SavedAddress
from fondaco.market.trade import queries as trade
from fondaco.market.trade.actions import buy
from fondaco.market.trade.rules import delivery_window
from fondaco.market.trade.values import CartGroup, CartOwner, CartView, ShippingOption
from fondaco.market.web.storefront.browse.delivery import country_of
from fondaco.market.web.storefront.buying.forms import AddressForm
from fondaco.market.web.storefront.buying.links import pay_path
from fondaco.market.web.storefront.buying.owner import member_of

NEW = "new"


@dataclass(frozen=True, slots=True)
class OptionShown:
    """A way of shipping with the days it arrives, and whether it is chosen."""

    option: ShippingOption
    window: tuple[Any, Any]
    is_chosen: bool


@dataclass(frozen=True, slots=True)
class GroupShown:
    """One seller's part: its field, its ways of shipping, its total."""

    group: CartGroup
    field: str
    options: tuple[OptionShown, ...]
    shipping_minor: int
    total_minor: int


@require_http_methods(["GET", "POST"])
def show(request: HttpRequest) -> HttpResponse:
    """The page; ``action=pay`` opens the checkout, anything else draws it again as chosen."""
    member_id = member_of(request)
    saved = members.addresses(member_id)
    likely = country_of(request, "", saved)
    chosen = request.POST.get("address") or _first_choice(saved, likely)
    form = _form(request, member_id, likely, wanted=chosen == NEW)
    address = _saved(saved, chosen)
    country = address.country if address else _country(request, form)
    cart = trade.cart(CartOwner(member_id), country)
    if not cart.is_buyable:
        return redirect("buying_cart")
    groups = _groups(request, cart) if country else _unknown(cart)
    if request.method == "POST" and request.POST.get("action") == "pay":
        answer = _open(request, member_id, form, address, groups)
        if answer is not None:
            return answer
    return render(request, "storefront/buying/checkout.html", {
        "saved": saved,
        "chosen": chosen,
        "form": form,
        "groups": groups,
        "country": country,
        "currency": cart.currencies[0],
        "goods_minor": sum(each.group.subtotal_minor for each in groups),
        "shipping_minor": sum(each.shipping_minor for each in groups),
        "total_minor": sum(each.total_minor for each in groups),
        "is_complete": bool(country) and all(each.options for each in groups),
        "key": _key(request),
        "save_address": request.POST.get("save_address") == "on",
        "errors": getattr(form, "refusals", []),
        "step_titles": (_("Cart"), _("Delivery"), _("Payment")),
    })  # fmt: skip


def _form(request: HttpRequest, member_id: UUID, country: str, *, wanted: bool) -> AddressForm:
    if request.method == "POST" and wanted and request.POST.get("action") == "pay":
        return AddressForm(request.POST)
    view = members.member(member_id)
    start = {"name": view.display_name, "country": country}
    typed = {name: request.POST[name] for name in AddressForm.base_fields if name in request.POST}
    return AddressForm(initial=start | typed)


def _first_choice(saved: list[SavedAddress], country: str) -> str:
    """The first address in the country that the pages before counted with; none there, a new."""
    fitting = [each for each in saved if each.address.country == country]
    return str(fitting[0].id) if fitting else NEW


def _saved(saved: list[SavedAddress], chosen: str) -> PostalAddress | None:
    return next((each.address for each in saved if str(each.id) == chosen), None)


def _country(request: HttpRequest, form: AddressForm) -> str:
    given = request.POST.get("country", form.initial.get("country", ""))
    return str(given)[:2].upper()


def _key(request: HttpRequest) -> str:
    """One key a form: sent twice, it opens one checkout."""
    sent = request.POST.get("key", "")
    return sent if 16 <= len(sent) <= 64 and sent.isalnum() else new_id().hex


def _groups(request: HttpRequest, cart: CartView) -> list[GroupShown]:
    moment = clock.now()
    shown = []
    for group in cart.groups:
        field = f"shipping_{group.seller_id}"
        wanted = request.POST.get(field, "")
        chosen = next(
            (each for each in group.shipping if str(each.id) == wanted),
            min(group.shipping, key=lambda each: each.price_minor, default=None),
        )
        options = tuple(
            OptionShown(
                each,
                delivery_window(moment, each.window_days, group.seller_country),
                each is chosen,
            )
            for each in group.shipping
        )
        price = chosen.price_minor if chosen else 0
        shown.append(GroupShown(group, field, options, price, group.subtotal_minor + price))
    return shown


def _unknown(cart: CartView) -> list[GroupShown]:
    """The groups while nobody has said where they go: no ways of shipping, no shipping."""
    return [
        GroupShown(group, f"shipping_{group.seller_id}", (), 0, group.subtotal_minor)
        for group in cart.groups
    ]


def _open(
    request: HttpRequest,
    member_id: UUID,
    form: AddressForm,
    address: PostalAddress | None,
    groups: list[GroupShown],
) -> HttpResponse | None:
    """To the payment; None when the page must be shown again, with the reason on it."""
    refusals: list[Refusal] = []
    form.refusals = refusals  # type: ignore[attr-defined]  # shown above the form
    if address is None and not form.is_valid():
        return None
    try:
        where = address or checked_address(form.address())
        checkout = buy.open_checkout(
            member_id=member_id,
            address=where,
            shipping_choices={
                each.group.seller_id: option.option.id
                for each in groups
                for option in each.options
                if option.is_chosen
            },
            key=f"{member_id.hex}:{_key(request)}",
            expected_total_minor=_total(request),
        )
    except Refusal as refusal:
        if address is None and refusal.field in form.fields:
            form.add_error(refusal.field, str(refusal.what))
        else:
            refusals.append(refusal)
        return None
    if address is None and request.POST.get("save_address") == "on":
        members_actions.save_address(member_id=member_id, address=where, make_default=False)
    return redirect(pay_path(checkout.id))


def _total(request: HttpRequest) -> int:
    """The total that stood on the button; -1, which never matches, when it is no number."""
    text = request.POST.get("total_minor", "")
    return int(text) if text.isascii() and text.isdigit() and len(text) < 17 else -1
