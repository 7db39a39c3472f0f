"""Around every operation: rate limits told and kept, no caching, problems for what is left."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import HttpRequest, HttpResponseBase

from fondaco.market.web.api import limits
from fondaco.market.web.api.problems import MEDIA_TYPE, problem
from fondaco.market.web.shell.access import visitor_of

View = Callable[..., HttpResponseBase]


def wrapped(view: View) -> View:
    """The view with what every answer of the API has."""

    @wraps(view)
    def run(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        allowance = limits.count(request)
        if allowance.is_spent:
            answer: HttpResponseBase = problem(
                429, "too_many_requests", "That was too often in a short time."
            )
            answer["Retry-After"] = str(allowance.resets_s)
        elif "Authorization" in request.headers and visitor_of(request).api_key is None:
            answer = problem(401, "key_invalid", "This API key does not work (any more).")
            answer["WWW-Authenticate"] = "Bearer"
        else:
            answer = view(request, *args, **kwargs)
        if answer.status_code == 405 and answer.headers.get("Content-Type") != MEDIA_TYPE:
            allowed = answer.headers.get("Allow", "")
            answer = problem(405, "method_not_allowed", f"Only {allowed} can be asked here.")
            answer["Allow"] = allowed
        limits.tell(answer, allowance)
        answer.headers.setdefault("Cache-Control", "no-store")
        return answer

    return run
