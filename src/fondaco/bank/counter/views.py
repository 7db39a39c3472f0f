"""The bank's front: home, health, and the messages of 3-D Secure."""

from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from fondaco.bank.counter.conversation import outcome, steps
from fondaco.bank.counter.people import PASSWORD, TESTER
from fondaco.bank.directory.record import latest, messages_of
from fondaco.bank.issuer.queries import holders


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
