"""The webhooks door as a Django app."""

from django.apps import AppConfig


class WebhooksConfig(AppConfig):
    name = "fondaco.market.web.webhooks"
    label = "web_webhooks"
