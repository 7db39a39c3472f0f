"""The cards room as a Django app."""

from django.apps import AppConfig


class CardsConfig(AppConfig):
    name = "fondaco.vault.cards"
    label = "vault_cards"
