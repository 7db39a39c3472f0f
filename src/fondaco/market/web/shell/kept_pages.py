"""Ready-made pages for anonymous visitors: made once, sent until what they show has changed.

A view marked with :func:`kept` names what its page depends on; the middleware keeps the finished
page with all its headers, in gzip as it is sent, under its address and the visitor's choices
(language, currency, theme, zone). It is sent again while the mark is the same, before sessions,
access and views are asked: who has no session has no rights that could matter. The mark is
looked up at most once in ``FONDACO_PAGES_LAG_S`` seconds, so a page may be that much behind;
what is bought is checked against the shelf itself. A page also lapses by itself, since facts of
other rooms (ratings, shipping) are not part of every mark.

Pages just sent are at hand in the process as well, so that the next one in the same second
costs no look into the cache either.
"""

import gzip
import hashlib
import time
from collections.abc import Callable, Hashable
from dataclasses import dataclass
from functools import wraps
from typing import Any
from urllib.parse import parse_qsl

from django.conf import settings
from django.core.cache import BaseCache, caches
from django.http import HttpRequest, HttpResponse, HttpResponseBase, HttpResponseNotModified
from django.http.response import ResponseHeaders
from django.utils.cache import patch_vary_headers

from fondaco.market.web.shell.choices import page_key

KEPT_FOR_S = 60
MAX_QUERY_LENGTH = 600
QUERY = 3
"""Where the query stands in an address."""
FREE_TEXT = "q"
"""The field that people type into: such pages are as many as there are words, so they have a
small store of their own and crowd out only each other."""
GZIP_LEVEL = 5
MOST_AT_HAND = 500
ONLY_WITH_CONTENT = frozenset({"Content-Type", "Content-Encoding", "Content-Length"})
pages = caches["pages"]
searches = caches["searches"]
View = Callable[..., HttpResponse]
Mark = Callable[..., Hashable]


@dataclass(frozen=True, slots=True)
class Dependence:
    """What a page depends on: a function of a module, its arguments, and what it said."""

    mark: Mark
    arguments: dict[str, Any]
    value: Hashable

    def is_unchanged(self) -> bool:
        """Whether the mark is still the same; asks the database."""
        return self.mark(**self.arguments) == self.value


@dataclass(frozen=True, slots=True)
class KeptPage:
    """A page as it is sent: the body in gzip, and every header but cookies."""

    body: bytes
    headers: dict[str, str]
    dependence: Dependence

    def answer(self, request: HttpRequest) -> HttpResponse:
        """The page for this request: nothing but its tag, in gzip, or plain."""
        if self.headers["ETag"] in request.META.get("HTTP_IF_NONE_MATCH", ""):
            kept = {k: v for k, v in self.headers.items() if k not in ONLY_WITH_CONTENT}
            return HttpResponseNotModified(headers=kept)
        if "gzip" in request.META.get("HTTP_ACCEPT_ENCODING", ""):
            return HttpResponse(self.body, headers=self.headers)
        plain = gzip.decompress(self.body)
        response = HttpResponse(plain, headers=self.headers)
        del response.headers["Content-Encoding"]
        response.headers["Content-Length"] = str(len(plain))
        return response


def kept(mark: Mark) -> Callable[[View], View]:
    """Let a view's page be kept. ``mark(**route arguments)``, a function of a module, is one
    cheap statement; its value changes with what the page shows. Of what there is not, it is None.
    """

    def decorate(view: View) -> View:
        @wraps(view)
        def run(request: HttpRequest, **arguments: Any) -> HttpResponse:
            if not _is_for_all(request):
                return view(request, **arguments)
            # Asked before the view: a change in between makes the page lapse, never stay.
            dependence = Dependence(mark, arguments, mark(**arguments))
            address = _address(request)
            page = _store(address).get(_key(address))
            if isinstance(page, KeptPage) and page.dependence == dependence:
                return page.answer(request)
            response = view(request, **arguments)
            if response.status_code == 200 and request.method == "GET":
                response._fondaco_dependence = dependence  # type: ignore[attr-defined]  # for the middleware
            return response

        return run

    return decorate


class KeptPagesMiddleware:
    """Answers with a kept page where there is one, and keeps those that views let it keep.

    Stands outside of all others, so that pages are kept with every header that others set, and
    nobody changes the headers of a page at hand, which all its answers share.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        if _has_no_name(request) and (ready := _unchanged(_address(request))):
            return ready.answer(request)
        response = self.get_response(request)
        dependence = getattr(response, "_fondaco_dependence", None)
        if dependence is None or response.cookies or not isinstance(response, HttpResponse):
            return response
        page = _page_of(response, dependence)
        address = _address(request)
        _store(address).set(_key(address), page, KEPT_FOR_S)
        return page.answer(request)


@dataclass(frozen=True, slots=True)
class PageAtHand:
    """A page just found unchanged; ``until`` by the monotonic clock it may be sent unasked."""

    page: KeptPage
    headers: ResponseHeaders
    until: float

    def answer(self, request: HttpRequest) -> HttpResponse:
        """As the page itself answers, but with ready-made headers where that is possible."""
        asked = request.META
        if "HTTP_IF_NONE_MATCH" in asked or "gzip" not in asked.get("HTTP_ACCEPT_ENCODING", ""):
            return self.page.answer(request)
        response = HttpResponse(self.page.body)
        response.headers = self.headers
        return response


_at_hand: dict[tuple[str, ...], PageAtHand] = {}


def _unchanged(address: tuple[str, ...]) -> PageAtHand | None:
    """The page kept for an address, if its mark is the same now or was a moment ago."""
    lag_s = settings.FONDACO_PAGES_LAG_S
    at_hand = _at_hand.get(address) if lag_s else None
    if at_hand is not None and at_hand.until > time.monotonic():
        return at_hand
    asked_at = time.monotonic()
    page = _store(address).get(_key(address))
    if not isinstance(page, KeptPage) or not page.dependence.is_unchanged():
        return None
    at_hand = PageAtHand(page, ResponseHeaders(page.headers), asked_at + lag_s)
    if lag_s:
        if len(_at_hand) >= MOST_AT_HAND:
            _at_hand.clear()
        _at_hand[address] = at_hand
    return at_hand


def _page_of(response: HttpResponse, dependence: Dependence) -> KeptPage:
    body = gzip.compress(response.content, GZIP_LEVEL, mtime=0)
    patch_vary_headers(response, ("Accept-Encoding",))
    headers = dict(response.headers.items()) | {
        "Content-Encoding": "gzip",
        "Content-Length": str(len(body)),
        "ETag": f'W/"{hashlib.sha256(body).hexdigest()[:24]}"',
    }
    return KeptPage(body, headers, dependence)


def _has_no_name(request: HttpRequest) -> bool:
    """Whether a kept page may answer at once: nothing in the request says who asks."""
    return (
        request.method == "GET"
        and not request.path.startswith(settings.STATIC_URL)
        and settings.SESSION_COOKIE_NAME not in request.COOKIES
        and _asks_for_a_page(request)
    )


def _is_for_all(request: HttpRequest) -> bool:
    """Whether nothing of this answer can depend on who asks, whose session is known by now."""
    return (
        request.method in {"GET", "HEAD"}
        and _asks_for_a_page(request)
        and (
            settings.SESSION_COOKIE_NAME not in request.COOKIES or not request.user.is_authenticated
        )
    )


def _asks_for_a_page(request: HttpRequest) -> bool:
    """Not a part of one, not with an API key, not after something that a page must tell."""
    return (
        "HTTP_HX_REQUEST" not in request.META
        and "HTTP_AUTHORIZATION" not in request.META
        and "messages" not in request.COOKIES
        and len(request.META.get("QUERY_STRING", "")) <= MAX_QUERY_LENGTH
    )


def _store(address: tuple[str, ...]) -> BaseCache:
    """Where the page of an address is kept."""
    names = (name for name, _value in parse_qsl(address[QUERY], keep_blank_values=True))
    return searches if FREE_TEXT in names else pages


def _key(address: tuple[str, ...]) -> str:
    return "page:" + hashlib.sha256(repr(address).encode()).hexdigest()


def _address(request: HttpRequest) -> tuple[str, ...]:
    """What tells one page from another: its address, as asked for, and the visitor's choices.

    The host is the raw header: a page is kept only after the host was found to be ours.
    """
    return (
        request.scheme or "",
        request.META.get("HTTP_HOST") or request.META.get("SERVER_NAME", ""),
        request.path,
        request.META.get("QUERY_STRING", ""),
        *page_key(request),
    )
