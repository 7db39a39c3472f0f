"""The post room as a Django app."""

from django.apps import AppConfig


class PostConfig(AppConfig):
    name = "fondaco.bank.post"
    label = "post"
