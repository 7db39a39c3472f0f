"""The member's saved cards."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from fondaco.market.members import queries as members
from fondaco.market.payments import cards
from fondaco.market.payments import queries as payments
from fondaco.market.web.storefront.paying.visitor import member_of


@require_safe
def index(request: HttpRequest) -> HttpResponse:
    """Which cards are kept, and what can be done with each."""
    member_id = member_of(request)
    return render(
        request,
        "storefront/paying/cards.html",
        {
            "cards": payments.saved_cards(member_id),
            "payments_frozen": members.payments_frozen(member_id),
        },
    )


@require_POST
def remove(request: HttpRequest, card_id: UUID) -> HttpResponse:
    """Remove a card here and in the vault."""
    cards.forget(card_id=card_id, member_id=member_of(request))
    messages.success(request, _("The card has been removed, here and in the vault."))
    return redirect("paying_cards")


@require_POST
def freeze(request: HttpRequest, card_id: UUID) -> HttpResponse:
    """Let nobody pay with a card any more."""
    cards.freeze(card_id=card_id, member_id=member_of(request))
    messages.success(request, _("The card is frozen: nobody can pay with it on Fondaco."))
    return redirect("paying_cards")
