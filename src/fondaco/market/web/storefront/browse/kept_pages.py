"""Ready-made pages for anonymous visitors: made once, sent until what they show has changed.

A page is kept under its address, the visitor's choices (language, currency, theme, zone) and a
mark that changes with its content, in gzip as it is sent. It also lapses by itself, since facts
of other rooms (ratings, shipping) are not part of every mark.
"""

import gzip
import hashlib
from collections.abc import Callable, Hashable
from functools import wraps
from typing import Any

from django.conf import settings
from django.core.cache import cache
from django.http import HttpRequest, HttpResponse, HttpResponseNotModified
from django.utils.cache import patch_vary_headers

from fondaco.market.web.shell.choices import page_key

KEPT_FOR_S = 60
MAX_QUERY_LENGTH = 600
GZIP_LEVEL = 5
View = Callable[..., HttpResponse]
Mark = Callable[..., Hashable]


def kept(mark: Mark) -> Callable[[View], View]:
    """Keep a view's page. ``mark(**route arguments)`` is asked each time: one cheap statement.

    A mark of None means that there is no such thing; the view decides what to say.
    """

    def decorate(view: View) -> View:
        @wraps(view)
        def run(request: HttpRequest, **arguments: Any) -> HttpResponse:
            if not _is_for_all(request):
                return view(request, **arguments)
            key = _key(request, mark(**arguments))
            found: tuple[bytes, str] | None = cache.get(key)
            if found is None:
                response = view(request, **arguments)
                if response.status_code != 200 or response.cookies:
                    return response
                body = gzip.compress(response.content, GZIP_LEVEL, mtime=0)
                found = (body, f'W/"{hashlib.sha256(body).hexdigest()[:24]}"')
                cache.set(key, found, KEPT_FOR_S)
            return _send(request, *found)

        return run

    return decorate


def _is_for_all(request: HttpRequest) -> bool:
    """Whether nothing of this answer can depend on who asks."""
    return (
        request.method in {"GET", "HEAD"}
        and "HX-Request" not in request.headers
        and "messages" not in request.COOKIES
        and len(request.META.get("QUERY_STRING", "")) <= MAX_QUERY_LENGTH
        and (
            settings.SESSION_COOKIE_NAME not in request.COOKIES or not request.user.is_authenticated
        )
    )


def _key(request: HttpRequest, mark: Hashable) -> str:
    parts = (request.get_host(), request.get_full_path(), page_key(request), mark)
    return "page:" + hashlib.sha256(repr(parts).encode()).hexdigest()


def _send(request: HttpRequest, body: bytes, etag: str) -> HttpResponse:
    response: HttpResponse
    if etag in request.headers.get("If-None-Match", ""):
        response = HttpResponseNotModified()
    elif "gzip" in request.headers.get("Accept-Encoding", ""):
        response = HttpResponse(body, content_type="text/html; charset=utf-8")
        response["Content-Encoding"] = "gzip"
    else:
        response = HttpResponse(gzip.decompress(body), content_type="text/html; charset=utf-8")
    response["ETag"] = etag
    response["Cache-Control"] = "private, no-cache"
    patch_vary_headers(response, ("Accept-Encoding", "Accept-Language", "Cookie", "HX-Request"))
    return response
