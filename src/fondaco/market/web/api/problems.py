"""Every error as a problem document (RFC 9457), in the words of the rooms."""

import logging
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.utils.translation import gettext as _
from ninja import NinjaAPI
from ninja.errors import AuthenticationError, HttpError, ValidationError

from fondaco.kernel.errors import InDoubt, Refusal
from fondaco.market.payments.gateways.protocol import Unavailable

log = logging.getLogger(__name__)

MEDIA_TYPE = "application/problem+json"
NAMES = {
    400: "malformed",
    401: "unauthenticated",
    403: "not_allowed",
    404: "not_found",
    405: "method_not_allowed",
    406: "not_acceptable",
    413: "too_large",
    415: "media_type_unsupported",
}


def problem(
    status: int,
    code: str,
    title: str,
    *,
    detail: str = "",
    field: str = "",
    errors: list[dict[str, str]] | None = None,
    details: dict[str, Any] | None = None,
) -> HttpResponse:
    """A problem document. ``errors`` are ``{"field", "message"}`` for each faulty member."""
    body: dict[str, Any] = {
        "type": f"/problems/{code}",
        "title": title,
        "status": status,
        "code": code,
        "detail": detail or title,
        "field": field,
        "errors": errors or [],
        "details": details or {},
    }
    return JsonResponse(body, status=status, content_type=MEDIA_TYPE)


def install(api: NinjaAPI) -> None:
    """Let every exception leave as a problem."""
    api.add_exception_handler(Refusal, _refusal)
    api.add_exception_handler(InDoubt, _in_doubt)
    api.add_exception_handler(Unavailable, _in_doubt)
    api.add_exception_handler(ValidationError, _invalid)
    api.add_exception_handler(AuthenticationError, _unauthenticated)
    api.add_exception_handler(HttpError, _http)
    api.add_exception_handler(Http404, _not_found)
    api.add_exception_handler(Exception, _broken)


def _refusal(request: HttpRequest, error: Refusal | type[Refusal]) -> HttpResponse:
    assert isinstance(error, Refusal)  # noqa: S101 - ninja hands over the raised instance
    return problem(
        error.status,
        error.code,
        str(error.what),
        detail=str(error),
        field=error.field,
        errors=[{"field": error.field, "message": str(error.what)}] if error.field else [],
        details={name: _plain(value) for name, value in error.details.items()},
    )


def _plain(value: object) -> object:
    return value if isinstance(value, str | int | float | bool | None) else str(value)


def _in_doubt(request: HttpRequest, error: Any) -> HttpResponse:
    answer = problem(
        503,
        "no_answer_yet",
        _("Another office did not answer in time."),
        detail=_(
            "It is not known yet whether this was done. Ask for the present state, or send the"
            " same request with the same Idempotency-Key: nothing is done twice."
        ),
    )
    answer["Retry-After"] = "2"
    return answer


def _invalid(request: HttpRequest, error: Any) -> HttpResponse:
    errors = [
        {"field": _field(found.get("loc", ())), "message": str(found.get("msg", ""))[:300]}
        for found in error.errors[:50]
    ]
    return problem(
        422,
        "invalid",
        _("Something in the request is missing or not as it must be."),
        detail=_("Nothing was done. Correct the members named in “errors”."),
        field=errors[0]["field"] if errors else "",
        errors=errors,
    )


def _field(location: Any) -> str:
    """The member's name from pydantic's location: ``("body", "draft", "lines", 0, "id")``."""
    parts = [str(part) for part in location]
    where, rest = (parts[0], parts[1:]) if parts else ("", [])
    if where == "body" and len(rest) > 1:
        rest = rest[1:]
    return ".".join(rest) or where


def _unauthenticated(request: HttpRequest, error: Any) -> HttpResponse:
    answer = problem(401, "unauthenticated", _("Sign in, or send a valid API key."))
    answer["WWW-Authenticate"] = "Bearer"
    return answer


def _http(request: HttpRequest, error: Any) -> HttpResponse:
    code = NAMES.get(error.status_code, "refused")
    return problem(error.status_code, code, str(error.message)[:300])


def _not_found(request: HttpRequest, error: Any) -> HttpResponse:
    return problem(404, "not_found", _("There is no such thing, or it is not yours."))


def _broken(request: HttpRequest, error: Any) -> HttpResponse:
    log.error("api: %s failed", request.path, exc_info=error)
    return problem(
        500,
        "broken",
        _("Something broke on our side."),
        detail=_("We have been told. Read the present state before you try again."),
    )
