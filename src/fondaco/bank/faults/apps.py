"""The faults room as a Django app."""

from django.apps import AppConfig


class FaultsConfig(AppConfig):
    name = "fondaco.bank.faults"
    label = "faults"
