"""Who is signed in, for the bank's own pages."""

from collections.abc import Callable
from functools import wraps
from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse

from fondaco.kernel import clock

SEEN_EVERY_S = 60


def signed_in(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Decorate a page ``(request, cardholder_id, …)``; others are sent to sign in first."""

    @wraps(view)
    def run(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        found = request.session.get("cardholder_id")
        if not found:
            after = urlencode({"next": request.get_full_path()})
            return redirect(f"{reverse('issuer_sign_in')}?{after}")
        moment = int(clock.real_now().timestamp())
        # Keeps the session alive, written once a minute at most.
        if moment - int(request.session.get("seen", 0)) >= SEEN_EVERY_S:
            request.session["seen"] = moment
        return view(request, UUID(found), *args, **kwargs)

    return run
