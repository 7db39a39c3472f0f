"""The counter room as a Django app."""

from django.apps import AppConfig


class CounterConfig(AppConfig):
    name = "fondaco.bank.counter"
    label = "bank_counter"
