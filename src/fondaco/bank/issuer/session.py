"""Who is signed in, for the bank's own pages. Five idle minutes end it: Regulation (EU) 2018/389,
art. 4 (3) d."""

from collections.abc import Callable
from functools import wraps
from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from fondaco.kernel import clock

IDLE_S = 5 * 60
IDLE = _("You did nothing for five minutes, so we signed you out.")
SEEN_EVERY_S = 15
"""Each page keeps the session alive; that is written down no oftener than this."""


def begin(request: HttpRequest, cardholder_id: str, name: str) -> None:
    """Both factors were right: a new session, with nothing of the one before."""
    request.session.flush()
    request.session["cardholder_id"] = cardholder_id
    request.session["cardholder_name"] = name
    request.session["seen"] = int(clock.real_now().timestamp())


def signed_in(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Decorate a page ``(request, cardholder_id, …)``; others are sent to sign in first."""

    @wraps(view)
    def run(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        found = request.session.get("cardholder_id")
        moment = int(clock.real_now().timestamp())
        if found and moment - int(request.session.get("seen", 0)) > IDLE_S:
            request.session.flush()
            messages.error(request, IDLE)
            found = None
        if not found:
            here = request.get_full_path() if request.method == "GET" else ""
            after = urlencode({"next": here}) if here else ""
            return redirect(f"{reverse('issuer_sign_in')}?{after}".rstrip("?"))
        if moment - int(request.session.get("seen", 0)) >= SEEN_EVERY_S:
            request.session["seen"] = moment
        request.banking = True  # type: ignore[attr-defined]  # the base template reads it
        return view(request, UUID(found), *args, **kwargs)

    return run
