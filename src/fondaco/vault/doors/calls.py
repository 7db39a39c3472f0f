"""The decorator of every signed door: the method it takes, and doubt told as such."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.views.decorators.csrf import csrf_exempt

from fondaco.kernel.errors import InDoubt, Refusal
from fondaco.kernel.wire import problem, signed_by

Door = Callable[..., dict[str, Any]]


def market_door(method: str) -> Callable[[Door], Callable[..., HttpResponse]]:
    """Only the market may call, with this method. ``InDoubt`` is told by status 503. A GET's
    query stands in for its body."""

    def decorate(door: Door) -> Callable[..., HttpResponse]:
        @wraps(door)
        def run(
            request: HttpRequest, body: dict[str, Any], *args: Any, **kwargs: Any
        ) -> dict[str, Any] | HttpResponse:
            if request.method != method:
                raise Refusal("method_not_allowed", f"This door takes {method}.", status=405)
            if method == "GET":
                body = request.GET.dict()
            try:
                return door(body, *args, **kwargs)
            except InDoubt:
                return problem(
                    Refusal(
                        "in_doubt",
                        "The acquirer has not answered: it may or may not have happened.",
                        next_step="Ask again with the same key.",
                        status=503,
                    )
                )

        return csrf_exempt(signed_by("market")(run))

    return decorate


def tenant() -> str:
    """Whose cards the caller reaches. One marketplace, one tenant."""
    return str(settings.VAULT_TENANT)
