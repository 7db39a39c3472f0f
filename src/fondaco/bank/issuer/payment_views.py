"""One card payment: what it cost and why, and “I don't recognise this”."""

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from fondaco.bank.issuer import dispute, queries
from fondaco.bank.issuer.rates import rate_text
from fondaco.bank.issuer.rules import RESPONSE_TEXTS
from fondaco.bank.issuer.session import signed_in
from fondaco.kernel.errors import Refusal


@require_http_methods(["GET", "POST"])
@signed_in
def payment(request: HttpRequest, cardholder_id: UUID, payment_id: UUID) -> HttpResponse:
    """The payment with its lines and its dispute; a POST opens one."""
    found = queries.payment_of(cardholder_id, payment_id)
    if found is None:
        raise Http404
    refusal = None
    if request.method == "POST":
        try:
            dispute.raise_dispute(
                payment_id=payment_id,
                cardholder_id=cardholder_id,
                reason_code=request.POST.get("reason", ""),
            )
            messages.success(
                request,
                _("We took your word for it: the amount is credited while we ask the shop."),
            )
            return redirect("issuer_payment", payment_id=payment_id)
        except Refusal as error:
            refusal = error
    return render(
        request,
        "issuer/payment.html",
        {
            "payment": found,
            "dispute": dispute.dispute_of(payment_id),
            "lines": queries.lines_of_payment(payment_id),
            "reasons": dispute.REASONS,
            "response_text": RESPONSE_TEXTS.get(found.response_code, ""),
            "rate": rate_text(found.currency, found.billed_currency),
            "refusal": refusal,
        },
        status=refusal.status if refusal else 200,
    )
