"""Pages for sellers."""

from django.apps import AppConfig


class SellerConfig(AppConfig):
    name = "fondaco.market.web.seller"
    label = "web_seller"
