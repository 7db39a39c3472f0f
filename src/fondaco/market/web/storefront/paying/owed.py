"""What the member owes: what each part is for, how it is paid, and how to disagree."""

from uuid import UUID

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from fondaco.kernel.errors import Refusal
from fondaco.market.payments import transfer
from fondaco.market.payments.rules.transfer import printed
from fondaco.market.trade import queries as trade
from fondaco.market.trade.actions import debts
from fondaco.market.web.storefront.paying.visitor import member_of


@require_safe
def show(request: HttpRequest) -> HttpResponse:
    """Every cause with what is left of it, newest first."""
    return _page(request)


def _page(
    request: HttpRequest, refusal: Refusal | None = None, about: object = None
) -> HttpResponse:
    member_id = member_of(request)
    owed = trade.owed_by_buyer(member_id)
    context = {
        "owed": sorted(owed.items()),
        "debts": trade.debts_of_buyer(member_id),
        "takes_transfer": any(transfer.is_offered(currency) for currency in owed),
        "iban": printed(settings.FONDACO_BANK_ACCOUNT_IBAN),
        "holder": settings.FONDACO_BANK_ACCOUNT_NAME,
        "refusal": refusal,
        "about": about,
        "text": request.POST.get("text", ""),
    }
    status = refusal.status if refusal else 200
    return render(request, "storefront/paying/owed.html", context, status=status)


@require_POST
def object_to(request: HttpRequest, debt_id: UUID) -> HttpResponse:
    """Say why it is not owed."""
    try:
        debts.object_to(
            debt_id=debt_id,
            member_id=member_of(request),
            text=request.POST.get("text", ""),
        )
    except Refusal as refusal:
        return _page(request, refusal, debt_id)
    messages.success(
        request, _("We have it. Nothing is collected for this until we have answered.")
    )
    return redirect("paying_owed")
