"""The phone room as a Django app."""

from django.apps import AppConfig


class PhoneConfig(AppConfig):
    name = "fondaco.bank.phone"
    label = "phone"
