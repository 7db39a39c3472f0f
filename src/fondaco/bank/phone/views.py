"""The phone page, its machine-readable form, and the door for messages."""

from typing import Any

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET

from fondaco.bank.phone import queries
from fondaco.bank.phone.actions import receive
from fondaco.bank.phone.rules import e164
from fondaco.kernel.wire import signed_by


@require_GET
def index(request: HttpRequest) -> HttpResponse:
    """Every phone of the practice world; a number typed into the form opens its inbox."""
    asked = request.GET.get("number", "")
    if asked:
        return redirect("phone_inbox", number=e164(asked))
    lines = queries.lines()
    numbers = {line.number for line in lines}
    others = [number for number in queries.latest_numbers() if number not in numbers]
    return render(request, "phone/index.html", {"lines": lines, "others": others})


@require_GET
def inbox(request: HttpRequest, number: str) -> HttpResponse:
    """One phone."""
    wanted = e164(number)
    return render(
        request,
        "phone/inbox.html",
        {"number": wanted, "owner": queries.owner_of(wanted), "messages_in": queries.inbox(wanted)},
    )


@require_GET
def inbox_json(request: HttpRequest, number: str) -> JsonResponse:
    """The inbox for programs, newest first."""
    wanted = e164(number)
    return JsonResponse(
        {
            "number": wanted,
            "messages": [
                {
                    "id": str(message.id),
                    "sender": message.sender,
                    "text": message.text,
                    "code": message.code,
                    "arrived_at": message.arrived_at.isoformat(),
                }
                for message in queries.inbox(wanted)
            ],
        }
    )


@signed_by("market", "vault")
def messages(request: HttpRequest, body: dict[str, Any]) -> dict[str, Any]:
    """A text message from another program: ``{key, number, sender, text}``."""
    new = receive(
        key=str(body.get("key", "")),
        number=str(body.get("number", "")),
        sender=str(body.get("sender", "")),
        text=str(body.get("text", "")),
    )
    return {"delivered": True, "new": new}
