"""Step-up: what matters is asked for again when the last proof is older than five minutes.

A view marked :func:`required`, or one that calls :func:`demand`, sends the member to allauth's
re-authentication (password, app, recovery code or passkey) and comes back to the same request.
"""

import functools
from collections.abc import Callable
from typing import Any

from allauth.account.internal.flows.login import get_authentication_records
from allauth.account.internal.flows.reauthentication import get_reauthentication_flows
from allauth.core.exceptions import ReauthenticationRequired
from django.conf import settings
from django.http import HttpRequest, HttpResponse

from fondaco.kernel import clock
from fondaco.market.members import queries

SECOND_FACTOR = "mfa"
"""How allauth names a proof by app, recovery code or passkey."""

View = Callable[..., HttpResponse]


def is_fresh(request: HttpRequest) -> bool:
    """Whether the member proved who they are within ``ACCOUNT_REAUTHENTICATION_TIMEOUT`` s.

    Signing in counts as a proof, as does re-authentication. Of a member with a second factor
    that factor is asked: a password alone may be a thief's.
    """
    if not request.user.is_authenticated:
        return False
    records = get_authentication_records(request, request.user)
    if not records:
        return not get_reauthentication_flows(request.user)
    now_s = clock.real_now().timestamp()
    fresh = [
        record
        for record in records
        if 0 <= now_s - float(record["at"]) < settings.ACCOUNT_REAUTHENTICATION_TIMEOUT
    ]
    if not fresh or any(record["method"] == SECOND_FACTOR for record in fresh):
        return bool(fresh)
    return not queries.has_second_factor(request.user.pk)


def demand(request: HttpRequest) -> None:
    """Raise what allauth's middleware turns into the re-authentication page."""
    if not is_fresh(request):
        raise ReauthenticationRequired()


def required(view: View) -> View:
    """Decorate a view that only a freshly authenticated member may use."""

    @functools.wraps(view)
    def run(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        demand(request)
        return view(request, *args, **kwargs)

    return run
