"""The issuer room as a Django app."""

from django.apps import AppConfig


class IssuerConfig(AppConfig):
    name = "fondaco.bank.issuer"
    label = "issuer"
