"""Addresses of the api door."""

from django.urls import URLPattern, URLResolver, include, path

from fondaco.market.web.api.access import NAMESPACE
from fondaco.market.web.api.api import api
from fondaco.market.web.api.outer import wrapped
from fondaco.market.web.api.reference import reference


def _patterns() -> list[URLPattern | URLResolver]:
    patterns, _app, _namespace = api.urls
    for pattern in patterns:
        if pattern.callback is not None:
            pattern.callback = wrapped(pattern.callback)
    return list(patterns)


urlpatterns: list[URLPattern | URLResolver] = [
    path("v1/docs", reference, name="api_reference"),
    path("v1/", include((_patterns(), NAMESPACE))),
]
