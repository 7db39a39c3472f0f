"""Headers of every page, as values: content security policy, permissions, origin checks.

The policy is strict: our own files only, no inline script or style anywhere, and markup from
a string only through the Trusted Types policy named ``fondaco``. The vault and the bank may
stand in frames (card fields, 3-D Secure challenge) and receive forms, nothing else.
"""

from collections.abc import Callable
from functools import wraps
from typing import Any
from urllib.parse import urlsplit

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy as _

SELF = "'self'"
NONE = "'none'"
TRUSTED_TYPES_POLICY = "fondaco"

PERMISSIONS = (
    "accelerometer=()", "autoplay=()", "browsing-topics=()", "camera=()", "display-capture=()",
    "encrypted-media=()", "fullscreen=(self)", "geolocation=()", "gyroscope=()", "hid=()",
    "magnetometer=()", "microphone=()", "midi=()", "payment=(self)", "picture-in-picture=()",
    "publickey-credentials-create=(self)", "publickey-credentials-get=(self)",
    "screen-wake-lock=()", "serial=()", "usb=()", "xr-spatial-tracking=()",
)  # fmt: skip

HEADERS: dict[str, str] = {
    "Permissions-Policy": ", ".join(PERMISSIONS),
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Referrer-Policy": "strict-origin-when-cross-origin",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "X-Permitted-Cross-Domain-Policies": "none",
}
"""Set on every response that does not set its own."""


def content_security_policy(*, vault_url: str, bank_url: str) -> dict[str, Any]:
    """django-csp's ``CONTENT_SECURITY_POLICY`` for a market with this vault and bank.

    The addresses may carry a path; only their origin is used. ``blob:`` in ``img-src`` is the
    preview of a picture about to be uploaded.
    """
    vault, bank = _origin(vault_url), _origin(bank_url)
    directives: dict[str, Any] = {
        "default-src": [SELF],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF, "data:", "blob:"],
        "font-src": [SELF],
        "connect-src": [SELF],
        "frame-src": [SELF, vault, bank],
        "form-action": [SELF, vault, bank],
        "frame-ancestors": [NONE],
        "base-uri": [NONE],
        "object-src": [NONE],
        "manifest-src": [SELF],
        "worker-src": [SELF],
        "require-trusted-types-for": ["'script'"],
        "trusted-types": [TRUSTED_TYPES_POLICY],
    }
    if vault.startswith("https:"):
        directives["upgrade-insecure-requests"] = True
    return {"DIRECTIVES": directives}


def _origin(url: str) -> str:
    parts = urlsplit(url)
    return f"{parts.scheme}://{parts.netloc}"


def comes_from_us(request: HttpRequest) -> bool:
    """Whether a browser says that this request was made by a page of ours.

    ``Sec-Fetch-Site`` decides where it is sent (a page cannot forge it); otherwise the
    ``Origin`` header must be our own. A request with neither is refused.
    """
    site = request.headers.get("Sec-Fetch-Site")
    origin = request.headers.get("Origin")
    ours = f"{request.scheme}://{request.get_host()}"
    if origin is not None and origin != ours:
        return False
    if site is not None:
        return site == "same-origin"
    return origin == ours


def same_origin_post(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """For forms on cacheable pages, which carry no CSRF token: check the origin instead.

    The view is exempt from the token check, and takes a write only from our own pages.
    """

    @wraps(view)
    def checked(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if request.method not in {"GET", "HEAD", "OPTIONS"} and not comes_from_us(request):
            from fondaco.market.web.shell.views import refused_page

            return refused_page(
                request, status=403,
                title=_("This form did not come from Fondaco"),
                text=_("Another page asked us to do something in your name."),
                not_done=_("Nothing was changed."),
            )  # fmt: skip
        return view(request, *args, **kwargs)

    checked.csrf_exempt = True  # type: ignore[attr-defined]  # Django reads it from the function
    return checked
