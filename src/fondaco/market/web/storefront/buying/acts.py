"""What the buyer does with an order: confirm, cancel, withdraw. Each answers with the order."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from fondaco.kernel import clock
from fondaco.kernel.errors import Refusal
from fondaco.kernel.ids import new_id
from fondaco.market.members import queries as members
from fondaco.market.trade import queries as trade
from fondaco.market.trade.actions import extend, release, ship, withdraw
from fondaco.market.web.storefront.buying import telling
from fondaco.market.web.storefront.buying.forms import SentBackForm
from fondaco.market.web.storefront.buying.owner import member_of


@require_POST
def confirm(request: HttpRequest, order_id: UUID) -> HttpResponse:
    """It arrived, all is well."""
    release.confirm_receipt(order_id=order_id, member_id=member_of(request))
    return redirect("buying_order", order_id)


@require_POST
def cancel(request: HttpRequest, order_id: UUID) -> HttpResponse:
    """Before the seller has accepted: everything comes back."""
    ship.cancel(order_id=order_id, member_id=member_of(request))
    return redirect("buying_order", order_id)


@require_POST
def extension(request: HttpRequest, order_id: UUID) -> HttpResponse:
    """The answer to the seller's wish for more time: ``answer`` is yes or no."""
    extend.answer(
        order_id=order_id,
        member_id=member_of(request),
        agree=request.POST.get("answer") == "yes",
    )
    return redirect("buying_order", order_id)


@require_http_methods(["GET", "POST"])
def withdraw_order(request: HttpRequest, order_id: UUID) -> HttpResponse:
    """Two steps: what it means, then the declaration itself."""
    if request.method == "POST":
        withdraw.declare(
            order_id=order_id,
            member_id=member_of(request),
            key=f"{order_id.hex}:{request.POST.get('key', '')[:40]}",
        )
        return redirect("buying_order", order_id)
    order = trade.order(order_id)
    seller = members.seller(order.seller_id)
    policy = trade.policy(order.policy_version)
    return render(request, "storefront/buying/withdraw.html", {
        "order": order,
        "seller": seller,
        "policy": policy,
        "right": telling.withdrawal_right(order, policy, clock.now()),
        "is_sent": bool(order.shipments),
        "key": new_id().hex,
    })  # fmt: skip


@require_http_methods(["GET", "POST"])
def sent_back(request: HttpRequest, order_id: UUID) -> HttpResponse:
    """The buyer names the parcel that carries the goods back."""
    order = trade.order(order_id)
    form = SentBackForm(request.POST or None)
    if order.withdrawal is None:
        return redirect("buying_order", order_id)
    if request.method == "POST" and form.is_valid():
        try:
            withdraw.record_return(
                withdrawal_id=order.withdrawal.id,
                member_id=member_of(request),
                carrier=form.cleaned_data["carrier"],
                tracking_number=form.cleaned_data["tracking_number"],
            )
        except Refusal as refusal:
            known = refusal.field if refusal.field in form.fields else None
            form.add_error(known, str(refusal.what))
        else:
            return redirect("buying_order", order_id)
    return render(request, "storefront/buying/sent_back.html", {
        "order": order,
        "seller": members.seller(order.seller_id),
        "form": form,
    })  # fmt: skip
