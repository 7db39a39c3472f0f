"""The acquirer room as a Django app."""

from django.apps import AppConfig


class AcquirerConfig(AppConfig):
    name = "fondaco.bank.acquirer"
    label = "acquirer"
