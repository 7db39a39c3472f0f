"""Which language a page speaks: ``?lang=`` of the checkout that holds it, else the browser's."""

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils import translation

KNOWN = frozenset(code for code, _ in settings.LANGUAGES)


class LanguageMiddleware:
    """Sets the language for one request. No cookie: the vault keeps nothing in browsers."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        wanted = request.GET.get("lang", "")
        code = wanted if wanted in KNOWN else translation.get_language_from_request(request)
        with translation.override(code):
            return self.get_response(request)
