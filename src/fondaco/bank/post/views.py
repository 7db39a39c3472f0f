"""The post office's pages, their machine-readable form, and the door for mail."""

import base64
import binascii
from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET

from fondaco.bank.post import queries
from fondaco.bank.post.actions import receive
from fondaco.bank.post.rules import tidy_address
from fondaco.bank.shell.middleware import set_policy
from fondaco.kernel.errors import Refusal
from fondaco.kernel.wire import signed_by

SANDBOX = "allow-popups allow-popups-to-escape-sandbox"


@require_GET
def index(request: HttpRequest) -> HttpResponse:
    """Every inbox; an address typed into the form opens its own."""
    asked = request.GET.get("address", "")
    if asked:
        return redirect("post_inbox", address=tidy_address(asked))
    return render(request, "post/index.html", {"inboxes": queries.inboxes()})


@require_GET
def inbox(request: HttpRequest, address: str) -> HttpResponse:
    """One inbox."""
    wanted = tidy_address(address)
    return render(request, "post/inbox.html", {"address": wanted, "mails": queries.inbox(wanted)})


@require_GET
def mail(request: HttpRequest, address: str, mail_id: UUID) -> HttpResponse:
    """One mail: its text, or its HTML in a sandboxed frame."""
    found = queries.mail(tidy_address(address), mail_id)
    if found is None:
        raise Http404
    return render(request, "post/mail.html", {"mail": found, "sandbox": SANDBOX})


@require_GET
def body(request: HttpRequest, address: str, mail_id: UUID) -> HttpResponse:
    """The HTML of a mail as its own document: no scripts, no forms, nothing from outside."""
    found = queries.mail(tidy_address(address), mail_id)
    if found is None or found.letter is None:
        raise Http404
    answer = HttpResponse('<base target="_blank">' + found.letter.html)
    return set_policy(
        answer,
        script_src="'none'",
        style_src="'unsafe-inline'",
        img_src="data:",
        connect_src="",
        font_src="",
        frame_src="",
        form_action="'none'",
        frame_ancestors="'self'",
        sandbox=SANDBOX,
    )


@require_GET
def inbox_json(request: HttpRequest, address: str) -> JsonResponse:
    """The inbox for programs, newest first, with text, HTML and links."""
    wanted = tidy_address(address)
    mails = queries.inbox(wanted, with_letters=True)
    return JsonResponse(
        {
            "address": wanted,
            "messages": [
                {
                    "id": str(mail.id),
                    "from": mail.sender,
                    "subject": mail.subject,
                    "text": mail.letter.text if mail.letter else "",
                    "html": mail.letter.html if mail.letter else "",
                    "links": list(mail.letter.links) if mail.letter else [],
                    "arrived_at": mail.arrived_at.isoformat(),
                }
                for mail in mails
            ],
        }
    )


@signed_by("market", "vault")
def messages(request: HttpRequest, body: dict[str, Any]) -> dict[str, Any]:
    """A mail from another program: ``{key, to, from, raw_base64}``."""
    try:
        raw = base64.b64decode(str(body.get("raw_base64", "")), validate=True)
    except binascii.Error:
        raise Refusal(
            "mail_invalid",
            "The mail is not base64.",
            not_done="No mail was delivered.",
            field="raw_base64",
            status=400,
        ) from None
    new = receive(
        key=str(body.get("key", "")),
        to=str(body.get("to", "")),
        sender=str(body.get("from", "")),
        raw=raw,
    )
    return {"delivered": True, "new": new}
