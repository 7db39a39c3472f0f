"""The messaging room as a Django app."""

from django.apps import AppConfig


class MessagingConfig(AppConfig):
    name = "fondaco.market.messaging"
    label = "messaging"
