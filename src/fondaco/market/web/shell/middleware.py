"""Headers on every answer, the access table before every view, refusals as pages."""

from collections.abc import Callable
from typing import Any
from urllib.parse import urlencode, urlsplit

from allauth.account.adapter import get_adapter
from allauth.account.internal.flows.reauthentication import suspend_request
from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase, HttpResponseRedirect
from django.shortcuts import resolve_url
from django.utils import timezone, translation
from django.utils.cache import patch_vary_headers
from django.utils.translation import gettext as _

from fondaco.kernel.errors import InDoubt, Refusal
from fondaco.market.members import queries as members
from fondaco.market.members import stepup
from fondaco.market.web.shell import views
from fondaco.market.web.shell.access import (
    HOUSE,
    SELLER_STAFF,
    Rule,
    Verdict,
    judge,
    route_name,
    rule_for,
    visitor_of,
)
from fondaco.market.web.shell.choices import choices_of, language_of
from fondaco.market.web.shell.security import HEADERS

Answer = Callable[[HttpRequest], HttpResponseBase]


class HeadersMiddleware:
    """Security headers where an answer does not set its own, and a cache rule for pages.

    A page that says nothing about caching may not be kept by anybody but the visitor's own
    browser, and is asked for again each time.
    """

    def __init__(self, get_response: Answer) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        response = self.get_response(request)
        for name, value in HEADERS.items():
            response.headers.setdefault(name, value)
        if response.headers.get("Content-Type", "").startswith("text/html"):
            response.headers.setdefault("Cache-Control", "private, no-cache")
            patch_vary_headers(response, ("Accept-Language", "Cookie", "HX-Request"))
        return response


class AccessMiddleware:
    """Lets a request through to its view only if the access table says so."""

    def __init__(self, get_response: Answer) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        return self.get_response(request)

    def process_view(
        self, request: HttpRequest, view: Callable[..., Any], args: Any, kwargs: dict[str, Any]
    ) -> HttpResponseBase | None:
        """None to go on, or the answer that stands instead of the view's."""
        match = request.resolver_match
        route = route_name(match.view_name if match else None, view)
        rule = rule_for(route, request.method or "GET")
        if rule is None:
            return self._unlisted(request, route)
        verdict = judge(rule, visitor_of(request), kwargs)
        if verdict is Verdict.ALLOWED:
            return self._second_factor(request, rule) or self._step_up(request, rule)
        if verdict is Verdict.SIGN_IN:
            return self._sign_in(request)
        if verdict is Verdict.NOT_YOURS:
            raise Http404
        return views.permission_denied(request)

    def _unlisted(self, request: HttpRequest, route: str) -> HttpResponse:
        if settings.DEBUG or getattr(settings, "FONDACO_ACCESS_STRICT", False):
            raise ImproperlyConfigured(f"route {route!r} stands in no access table")
        return views.permission_denied(request)

    def _sign_in(self, request: HttpRequest) -> HttpResponse:
        if request.path.startswith("/api/") or "Authorization" in request.headers:
            return views.problem(401, "unauthenticated", _("Sign in or send a valid API key."))
        back = request.get_full_path() if request.method in {"GET", "HEAD"} else "/"
        target = f"{resolve_url(settings.LOGIN_URL)}?{urlencode({'next': back})}"
        if request.headers.get("HX-Request"):
            return _whole_page(target)
        return HttpResponseRedirect(target)

    def _second_factor(self, request: HttpRequest, rule: Rule) -> HttpResponseBase | None:
        """Whoever sells, mediates or moves money sets up a second factor first, if asked to.

        Their API keys wait for it as well: a key made before must not be the way around it.
        """
        visitor = visitor_of(request)
        is_for_staff = rule.roles <= SELLER_STAFF | HOUSE
        if not is_for_staff or visitor.member_id is None:
            return None
        if not members.must_set_up_second_factor(visitor.member_id):
            return None
        if request.path.startswith("/api/"):
            return views.problem(
                403, "second_factor_needed", _("Set up a second factor on the pages first.")
            )
        target = resolve_url("mfa_index")
        if request.headers.get("HX-Request"):
            return _whole_page(target)
        return HttpResponseRedirect(target)

    def _step_up(self, request: HttpRequest, rule: Rule) -> HttpResponseBase | None:
        if not rule.step_up:
            return None
        if visitor_of(request).api_key is not None:
            # A key proves that somebody has it, not that its member is there.
            return views.problem(
                403, "step_up_needed", _("No API key may do this: do it signed in, on the pages.")
            )
        if stepup.is_fresh(request):
            return None
        if request.path.startswith("/api/"):
            return views.problem(403, "step_up_needed", _("Sign in again on the pages first."))
        ways = get_adapter().get_reauthentication_methods(request.user)
        target = ways[0]["url"] if ways else resolve_url(settings.LOGIN_URL)
        if request.headers.get("HX-Request"):
            here = urlsplit(request.headers.get("HX-Current-URL", "")).path or "/"
            return _whole_page(f"{target}?{urlencode({'next': here})}")
        return suspend_request(request, target)


def _whole_page(target: str) -> HttpResponse:
    """Tell HTMX to leave for another page."""
    return HttpResponse(status=204, headers={"HX-Redirect": target})


class ChoicesMiddleware:
    """Language from ``?hl=`` (for search engines and shared links) and the visitor's time zone.

    Stands after Django's own ``LocaleMiddleware``, which reads cookie and browser.
    """

    def __init__(self, get_response: Answer) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        wanted = language_of(request)
        if wanted != translation.get_language():
            translation.activate(wanted)
            request.LANGUAGE_CODE = translation.get_language() or wanted
        with timezone.override(choices_of(request).zone or None):
            return self.get_response(request)


class RefusalMiddleware:
    """A refusal raised by an action becomes a page (or a notice for HTMX) that explains it."""

    def __init__(self, get_response: Answer) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, error: Exception) -> HttpResponse | None:
        """An answer for a refusal or a doubt; None leaves other errors to the error page."""
        if isinstance(error, Refusal):
            return views.refusal(request, error)
        if isinstance(error, InDoubt):
            return views.in_doubt(request)
        return None
