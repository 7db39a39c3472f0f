"""The shell room as a Django app."""

from django.apps import AppConfig


class ShellConfig(AppConfig):
    name = "fondaco.bank.shell"
    label = "bank_shell"
