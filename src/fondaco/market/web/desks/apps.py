"""Pages for mediators, finance, trust and operators."""

from django.apps import AppConfig


class DesksConfig(AppConfig):
    name = "fondaco.market.web.desks"
    label = "web_desks"
