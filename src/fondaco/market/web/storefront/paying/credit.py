"""Credit: paying with it, what there is of it, and moving it to one's bank."""

import re
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from fondaco.kernel.errors import Refusal
from fondaco.kernel.ids import new_id
from fondaco.market.members import queries as members
from fondaco.market.payments import credit, transfer_queries
from fondaco.market.payments import queries as payments
from fondaco.market.payments.rules.refund_account import HOLD
from fondaco.market.trade import queries as trade
from fondaco.market.trade.values import CheckoutView
from fondaco.market.web.storefront.paying.visitor import member_of
from fondaco.market.web.storefront.paying.ways import links
from fondaco.money.amount import BadAmount, parse_amount


@require_safe
def show(request: HttpRequest, checkout_id: UUID) -> HttpResponse:
    """Whether the credit covers the checkout, and the button if it does."""
    return page(request, trade.checkout(checkout_id))


def page(
    request: HttpRequest, checkout: CheckoutView, refusal: Refusal | None = None
) -> HttpResponse:
    """The page as things stand, and why the last act was not done, if it was not."""
    step = payments.step(checkout.intent_id)
    if step.kind == "succeeded":
        return redirect("paying_done", checkout_id=checkout.id)
    if step.kind == "transfer":
        return redirect("paying_transfer", checkout_id=checkout.id)
    if checkout.state == "lapsed" or step.kind in {"closed", "in_doubt"}:
        return redirect("paying_pay", checkout_id=checkout.id)
    balance = transfer_queries.credit_of(checkout.member_id, checkout.currency)
    sellers = members.sellers(order.seller_id for order in checkout.orders)
    context = {
        "checkout": checkout,
        "parts": [(order, sellers[order.seller_id].name) for order in checkout.orders],
        "shipping_minor": sum(order.shipping_minor for order in checkout.orders),
        "ways": links(checkout, current="credit"),
        "step_titles": (_("Cart"), _("Delivery"), _("Payment")),
        "balance_minor": balance,
        "left_minor": balance - checkout.total_minor,
        "missing_minor": checkout.total_minor - balance,
        "covers": balance >= checkout.total_minor,
        "refusal": refusal,
    }
    status = refusal.status if refusal else 200
    answer = render(request, "storefront/paying/credit.html", context, status=status)
    answer["Cache-Control"] = "no-store"
    return answer


@require_POST
def use(request: HttpRequest, checkout_id: UUID) -> HttpResponse:
    """Pay all of it with credit. Sent twice, it pays once."""
    checkout = trade.checkout(checkout_id)
    try:
        credit.pay(intent_id=checkout.intent_id, member_id=member_of(request))
    except Refusal as refusal:
        return page(request, checkout, refusal)
    return redirect("paying_done", checkout_id=checkout_id)


@require_safe
def wallet(request: HttpRequest) -> HttpResponse:
    """The credit by currency, what is on its way to a bank, and every movement."""
    member_id = member_of(request)
    moves = transfer_queries.moves_under_way(member_id)
    return render(
        request,
        "storefront/paying/wallet.html",
        {
            "credits": transfer_queries.credits_of(member_id),
            "moves": transfer_queries.credit_moves(member_id),
            "outgoing": [each for each in moves if each.state in {"waiting", "made", "sent"}],
        },
    )


@require_http_methods(["GET", "POST"])
def move(request: HttpRequest) -> HttpResponse:
    """To a bank account of the member's own, after the hold."""
    member_id = member_of(request)
    refusal = None
    if request.method == "POST":
        try:
            _move(request, member_id)
        except Refusal as refused:
            refusal = refused
        else:
            messages.success(
                request, _("It goes to your bank in 72 hours. Until then you can stop it.")
            )
            return redirect("paying_wallet")
    found = transfer_queries.credits_of(member_id)
    held = [each.currency for each in found]
    wanted = request.POST.get("currency", "")
    context: dict[str, Any] = {
        "credits": found,
        "currency": wanted if wanted in held else "".join(held[:1]),
        "amount": request.POST.get("amount", ""),
        "iban": request.POST.get("iban", ""),
        "holder_name": request.POST.get("holder_name") or members.member(member_id).display_name,
        "key": new_id().hex,
        "hold_hours": int(HOLD.total_seconds() // 3600),
        "refusal": refusal,
    }
    status = refusal.status if refusal else 200
    return render(request, "storefront/paying/wallet_move.html", context, status=status)


def _move(request: HttpRequest, member_id: UUID) -> None:
    key = request.POST.get("key", "")
    if not re.fullmatch(r"[0-9a-f]{32}", key):
        raise Refusal(
            "form_incomplete",
            _("The form arrived incomplete."),
            not_done=_("Nothing was moved."),
            next_step=_("Fill it in again."),
            status=422,
        )
    currency = request.POST.get("currency", "")
    held = {each.currency for each in transfer_queries.credits_of(member_id)}
    if currency not in held:
        raise Refusal(
            "currency_unknown",
            _("You have no credit in this currency."),
            not_done=_("Nothing was moved."),
            next_step=_("Choose one that you have."),
            status=422,
        )
    try:
        amount = parse_amount(request.POST.get("amount", "").strip().replace(",", "."), currency)
    except BadAmount:
        raise Refusal(
            "amount_invalid",
            _("Give the amount as a number, such as 12.50."),
            not_done=_("Nothing was moved."),
            field="amount",
            status=422,
        ) from None
    credit.move_out(
        key=key,
        member_id=member_id,
        amount_minor=amount.amount_minor,
        currency=currency,
        iban=request.POST.get("iban", ""),
        holder_name=request.POST.get("holder_name", ""),
    )


@require_POST
def stop(request: HttpRequest, payment_id: UUID) -> HttpResponse:
    """Do not move it after all."""
    credit.stop_move(payment_id=payment_id, member_id=member_of(request))
    messages.success(request, _("Stopped: it is credit again."))
    return redirect("paying_wallet")
