"""How a door of the bank feels its faults."""

import time
from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import HttpRequest, HttpResponse, JsonResponse

from fondaco.bank.faults.queries import active

View = Callable[..., dict[str, Any] | HttpResponse]


def feels(component: str) -> Callable[[View], View]:
    """Decorate a door of ``directory`` or ``acquirer``; stands below the signature check."""

    def decorate(view: View) -> View:
        @wraps(view)
        def run(request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any] | HttpResponse:
            on = active()
            if f"down_{component}" in on:
                return unavailable()
            if f"slow_{component}" in on:
                time.sleep(on[f"slow_{component}"])
            answer = view(request, *args, **kwargs)
            if component == "acquirer" and "answer_lost" in on and request.method == "POST":
                return unavailable()
            return answer

        return run

    return decorate


def unavailable() -> JsonResponse:
    """What a server says when it is down behind its front."""
    return JsonResponse({"code": "unavailable", "title": "Switched off for practice."}, status=503)
