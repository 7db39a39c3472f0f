"""A refund's own page: where the money is, and the choice when a card or a bank refused it."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from fondaco.kernel.errors import Refusal
from fondaco.market.members import queries as members
from fondaco.market.payments import queries as payments
from fondaco.market.payments import refund_choice, transfer_queries
from fondaco.market.payments.rules.refund_account import HOLD
from fondaco.market.web.storefront.paying import refund_words
from fondaco.market.web.storefront.paying.visitor import member_of


@require_safe
def show(request: HttpRequest, refund_id: UUID) -> HttpResponse:
    """The refund with its steps and dates, and what can be chosen."""
    return page(request, refund_id)


def page(request: HttpRequest, refund_id: UUID, refusal: Refusal | None = None) -> HttpResponse:
    """The page as things stand, and why the last act was not done, if it was not."""
    refund = transfer_queries.refund_choice(refund_id)
    intent = payments.intent(refund.intent_id)
    context = {
        "refund": refund,
        "intent": intent,
        "headline": refund_words.headline(refund),
        "steps": refund_words.steps(refund, intent),
        "why": refund_words.why(refund),
        "waits": refund.state == "refused" and not refund.is_disputed,
        "account_end": refund.payments[-1].iban_end if refund.payments else "",
        "hold_hours": _hold_hours(),
        "refusal": refusal,
    }
    status = refusal.status if refusal else 200
    return render(request, "storefront/paying/refund.html", context, status=status)


def _hold_hours() -> int:
    return int(HOLD.total_seconds() // 3600)


@require_POST
def credit(request: HttpRequest, refund_id: UUID) -> HttpResponse:
    """Take it as credit, now."""
    try:
        refund_choice.to_credit(refund_id=refund_id, member_id=member_of(request))
    except Refusal as refusal:
        return page(request, refund_id, refusal)
    messages.success(request, _("It is credit now."))
    return redirect("paying_refund", refund_id=refund_id)


@require_http_methods(["GET", "POST"])
def account(request: HttpRequest, refund_id: UUID) -> HttpResponse:
    """Name a bank account of one's own for it."""
    member_id = member_of(request)
    refusal = None
    if request.method == "POST":
        try:
            refund_choice.to_account(
                refund_id=refund_id,
                member_id=member_id,
                iban=request.POST.get("iban", ""),
                holder_name=request.POST.get("holder_name", ""),
            )
        except Refusal as refused:
            refusal = refused
        else:
            return redirect("paying_refund", refund_id=refund_id)
    refund = transfer_queries.refund_choice(refund_id)
    if refund.state != "refused" and refusal is None:
        return redirect("paying_refund", refund_id=refund_id)
    context: dict[str, Any] = {
        "refund": refund,
        "iban": request.POST.get("iban", ""),
        "holder_name": request.POST.get("holder_name") or members.member(member_id).display_name,
        "hold_hours": _hold_hours(),
        "refusal": refusal,
    }
    status = refusal.status if refusal else 200
    return render(request, "storefront/paying/refund_account.html", context, status=status)


@require_POST
def stop(request: HttpRequest, refund_id: UUID) -> HttpResponse:
    """Do not pay to the account that was named."""
    try:
        refund_choice.stop(refund_id=refund_id, member_id=member_of(request))
    except Refusal as refusal:
        return page(request, refund_id, refusal)
    messages.success(request, _("Stopped. The money waits for you to choose again."))
    return redirect("paying_refund", refund_id=refund_id)
