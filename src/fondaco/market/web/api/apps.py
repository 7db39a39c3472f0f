"""The api door as a Django app."""

from django.apps import AppConfig


class ApiConfig(AppConfig):
    name = "fondaco.market.web.api"
    label = "web_api"
