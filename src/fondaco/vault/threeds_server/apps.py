"""The 3DS Server as a Django app."""

from django.apps import AppConfig


class ThreedsServerConfig(AppConfig):
    name = "fondaco.vault.threeds_server"
    label = "vault_threeds_server"
