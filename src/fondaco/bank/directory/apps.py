"""The directory room as a Django app."""

from django.apps import AppConfig


class DirectoryConfig(AppConfig):
    name = "fondaco.bank.directory"
    label = "directory"
