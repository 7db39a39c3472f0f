"""The bank's front: home, health, and the developers' pages."""

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from fondaco.bank.acquirer import queries as acquirer
from fondaco.bank.acquirer.chargebacks import decide
from fondaco.bank.counter.conversation import outcome, steps
from fondaco.bank.counter.people import EXPIRY, PASSWORD, PEOPLE, TESTER
from fondaco.bank.directory.record import latest, messages_of
from fondaco.bank.faults.queries import active
from fondaco.bank.faults.triggers import TRIGGERS
from fondaco.bank.issuer.queries import holders
from fondaco.kernel.errors import Refusal

EXPIRES = f"{EXPIRY[2:]}/{EXPIRY[:2]}"


@require_GET
def health(request: HttpRequest) -> JsonResponse:
    """Whether the program answers."""
    return JsonResponse({"program": "bank", "ok": True})


@require_GET
def home(request: HttpRequest) -> HttpResponse:
    """What this is, and who banks here."""
    return render(
        request,
        "counter/home.html",
        {
            "people": [holder for holder in holders("person") if holder.email != TESTER.email],
            "password": PASSWORD,
        },
    )


@require_GET
def developers(request: HttpRequest) -> HttpResponse:
    """Every card number and what it does."""
    own = [
        {"number": card.number, "code": card.security_code, "label": card.label, "owner": person}
        for person in PEOPLE
        for account in person.accounts
        for card in account.cards
    ]
    owners = {entry["number"]: entry["owner"] for entry in own}
    return render(
        request,
        "counter/developers.html",
        {
            "triggers": [(trigger, owners.get(trigger.number, TESTER)) for trigger in TRIGGERS],
            "own": own,
            "expires": EXPIRES,
            "faults_on": len(active()),
        },
    )


@require_GET
def message_list(request: HttpRequest) -> HttpResponse:
    """The authentications heard of last."""
    return render(request, "counter/messages.html", {"transactions": latest()})


@require_GET
def message_page(request: HttpRequest, server_trans_id: str) -> HttpResponse:
    """Every message of one authentication, in order, masked, explained."""
    found = messages_of(server_trans_id)
    if not found:
        raise Http404
    laid_out = steps(found)
    return render(
        request,
        "counter/message.html",
        {"server_trans_id": server_trans_id, "steps": laid_out, "outcome": outcome(laid_out)},
    )


@require_GET
def clearing(request: HttpRequest) -> HttpResponse:
    """Settlements, payouts and chargebacks."""
    return render(
        request,
        "counter/clearing.html",
        {
            "chargebacks": acquirer.chargebacks(),
            "settlements": acquirer.settlements(),
            "orders": acquirer.orders(),
        },
    )


@require_POST
def decide_chargeback(request: HttpRequest, chargeback_id: UUID) -> HttpResponse:
    """Play the card network."""
    try:
        decide(chargeback_id=chargeback_id, merchant_won=request.POST.get("won") == "1")
        messages.success(request, _("The network has decided, and the marketplace is told."))
    except Refusal as refusal:
        messages.error(request, str(refusal))
    return redirect("counter_clearing")
