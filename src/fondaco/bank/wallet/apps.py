"""The wallet room as a Django app."""

from django.apps import AppConfig


class WalletConfig(AppConfig):
    name = "fondaco.bank.wallet"
    label = "wallet"
