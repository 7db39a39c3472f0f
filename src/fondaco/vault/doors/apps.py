"""The vault's doors as a Django app: other programs' requests, and the operator's commands."""

from django.apps import AppConfig


class DoorsConfig(AppConfig):
    name = "fondaco.vault.doors"
    label = "doors"
