"""Pages for buyers."""

from django.apps import AppConfig


class StorefrontConfig(AppConfig):
    name = "fondaco.market.web.storefront"
    label = "web_storefront"
