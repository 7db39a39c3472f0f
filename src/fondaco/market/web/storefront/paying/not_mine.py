"""“I don't recognise this charge”: what it does at once, how to reach the bank, how to undo it."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from fondaco.kernel.errors import NotFound
from fondaco.market.cases import not_mine as cases
from fondaco.market.payments import not_mine
from fondaco.market.payments import queries as payments
from fondaco.market.trade import queries as trade
from fondaco.market.web.storefront.paying.visitor import member_of


@require_http_methods(["GET", "HEAD", "POST"])
def show(request: HttpRequest, intent_id: UUID) -> HttpResponse:
    """The question, or what was done; a POST does it. No proof is asked: stopping is urgent."""
    charge = payments.intent(intent_id)
    if charge.way != "card" or charge.state != "succeeded":
        raise NotFound(_("You have no such card payment."), code="intent_unknown")
    if request.method == "POST":
        cases.report(
            intent_id=intent_id,
            member_id=member_of(request),
            session_key=request.session.session_key or "",
        )
        return redirect("paying_not_mine", intent_id=intent_id)
    report = not_mine.reports([intent_id]).get(intent_id)
    return render(
        request,
        "storefront/paying/not_mine.html",
        {
            "charge": charge,
            "orders": trade.orders_of_checkout(charge.reference_id),
            "report": report,
            "cases": cases.cases_of(report.id) if report else (),
        },
    )


@require_POST
def undo(request: HttpRequest, intent_id: UUID) -> HttpResponse:
    """It was the member after all; the access table asks for a fresh proof first."""
    cases.take_back(intent_id=intent_id, member_id=member_of(request))
    messages.success(request, _("You took it back. The cases about it have ended."))
    return redirect("paying_payments")
