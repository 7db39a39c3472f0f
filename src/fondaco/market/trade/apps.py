"""The trade room as a Django app."""

from django.apps import AppConfig


class TradeConfig(AppConfig):
    name = "fondaco.market.trade"
    label = "trade"
