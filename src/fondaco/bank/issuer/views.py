"""The cardholder's overview, and the statement of an account."""

from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from fondaco.bank.issuer import card_queries, queries
from fondaco.bank.issuer.session import signed_in
from fondaco.bank.issuer.transfers import SENDING_KINDS


@require_GET
@signed_in
def overview(request: HttpRequest, cardholder_id: UUID) -> HttpResponse:
    """Accounts, cards and what happened last."""
    return render(
        request,
        "issuer/overview.html",
        {
            "accounts": queries.accounts_of(cardholder_id),
            "cards": card_queries.cards_of(cardholder_id),
            "payments": queries.payments(cardholder_id)[:8],
        },
    )


@require_GET
@signed_in
def account(request: HttpRequest, cardholder_id: UUID, account_id: UUID) -> HttpResponse:
    """The statement of one account: what is held, then what is booked."""
    found = queries.account_of(cardholder_id, account_id)
    if found is None:
        raise Http404
    payments = queries.payments(cardholder_id, account_id=account_id)
    cards = card_queries.cards_of(cardholder_id)
    return render(
        request,
        "issuer/account.html",
        {
            "account": found,
            "can_send": found.status == "open" and found.kind in SENDING_KINDS,
            "pending": [payment for payment in payments if payment.state in {"held", "captured"}],
            "lines": queries.lines(account_id),
            "cards": [card for card in cards if card.account_id == account_id],
        },
    )
