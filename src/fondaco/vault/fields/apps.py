"""The card fields as a Django app."""

from django.apps import AppConfig


class FieldsConfig(AppConfig):
    name = "fondaco.vault.fields"
    label = "vault_fields"
