"""The keys room as a Django app."""

from django.apps import AppConfig


class KeysConfig(AppConfig):
    name = "fondaco.vault.keys"
    label = "vault_keys"
