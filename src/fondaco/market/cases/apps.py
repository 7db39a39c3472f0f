"""The cases room as a Django app."""

from django.apps import AppConfig


class CasesConfig(AppConfig):
    name = "fondaco.market.cases"
    label = "cases"
