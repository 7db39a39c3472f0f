"""Security headers on every page, and refusals as pages that say what to do next."""

from collections.abc import Callable, Mapping

from django.http import HttpRequest, HttpResponse

from fondaco.bank.shell.pages import refused
from fondaco.kernel.errors import Refusal

Respond = Callable[[HttpRequest], HttpResponse]

POLICY: Mapping[str, str] = {
    "default-src": "'none'",
    "script-src": "'self'",
    "style-src": "'self'",
    "img-src": "'self' data:",
    "connect-src": "'self'",
    "font-src": "'self'",
    "frame-src": "'self'",
    "form-action": "'self'",
    "base-uri": "'none'",
    "frame-ancestors": "'none'",
    "require-trusted-types-for": "'script'",
    "trusted-types": "'none'",
}


def set_policy(response: HttpResponse, **changes: str) -> HttpResponse:
    """Give this answer its own Content-Security-Policy: the usual one with some directives
    changed (``frame_ancestors="…"``); an empty value leaves the directive out."""
    directives = dict(POLICY) | {name.replace("_", "-"): value for name, value in changes.items()}
    response.headers["Content-Security-Policy"] = "; ".join(
        f"{name} {value}" for name, value in directives.items() if value
    )
    return response


class HeadersMiddleware:
    """Puts the strict headers on whatever a view did not set itself."""

    def __init__(self, respond: Respond) -> None:
        self.respond = respond

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.respond(request)
        if "Content-Security-Policy" not in response.headers:
            set_policy(response)
            response.headers["Cross-Origin-Opener-Policy"] = "same-origin"
        response.headers.setdefault(
            "Permissions-Policy", "camera=(), microphone=(), geolocation=()"
        )
        response.headers.setdefault("X-Content-Type-Options", "nosniff")
        if not request.path.startswith("/static/"):
            response.headers.setdefault("Cache-Control", "no-store")
        return response


class RefusalMiddleware:
    """A refusal that no view answered becomes a page, with the status that fits."""

    def __init__(self, respond: Respond) -> None:
        self.respond = respond

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.respond(request)

    def process_exception(self, request: HttpRequest, error: Exception) -> HttpResponse | None:
        return refused(request, error) if isinstance(error, Refusal) else None
