"""The carrier room as a Django app."""

from django.apps import AppConfig


class CarrierConfig(AppConfig):
    name = "fondaco.bank.carrier"
    label = "carrier"
