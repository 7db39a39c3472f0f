"""The project as a Django app: it holds the commands that span rooms, and no tables."""

from django.apps import AppConfig


class ProjectConfig(AppConfig):
    name = "fondaco.market.project"
    label = "project"
