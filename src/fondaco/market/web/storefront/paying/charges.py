"""What Fondaco has charged the member's cards, as their bank statement shows it."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from fondaco.market.payments import not_mine, transfer_queries
from fondaco.market.payments import queries as payments
from fondaco.market.web.storefront.paying.visitor import member_of


@require_safe
def index(request: HttpRequest) -> HttpResponse:
    """Charges newest first, each with its refunds and the words on the bank's statement."""
    text = request.GET.get("page", "1")
    page = min(int(text), 10_000) if text.isascii() and text.isdigit() and int(text) else 1
    charges = payments.intents_of(member_of(request), page=page)
    refunds = payments.refunds_of(charge.id for charge in charges)
    return render(
        request,
        "storefront/paying/charges.html",
        {
            "others": transfer_queries.refunds_without_charge(member_of(request))
            if page == 1
            else (),
            "charges": [(charge, refunds.get(charge.id, [])) for charge in charges],
            "reports": not_mine.reports(charge.id for charge in charges),
            "page": page,
            "has_next": len(charges) == payments.PAGE_SIZE,
        },
    )
