"""The payments room as a Django app."""

from django.apps import AppConfig


class PaymentsConfig(AppConfig):
    name = "fondaco.market.payments"
    label = "payments"
