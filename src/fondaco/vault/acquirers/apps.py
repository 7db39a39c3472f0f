"""The acquirers room as a Django app."""

from django.apps import AppConfig


class AcquirersConfig(AppConfig):
    name = "fondaco.vault.acquirers"
    label = "vault_acquirers"
