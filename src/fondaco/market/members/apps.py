"""The members room as a Django app."""

from django.apps import AppConfig


class MembersConfig(AppConfig):
    name = "fondaco.market.members"
    label = "members"
