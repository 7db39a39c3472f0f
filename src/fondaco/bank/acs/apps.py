"""The acs room as a Django app."""

from django.apps import AppConfig


class AcsConfig(AppConfig):
    name = "fondaco.bank.acs"
    label = "acs"
