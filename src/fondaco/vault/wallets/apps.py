"""The wallets room as a Django app."""

from django.apps import AppConfig


class WalletsConfig(AppConfig):
    name = "fondaco.vault.wallets"
    label = "vault_wallets"
