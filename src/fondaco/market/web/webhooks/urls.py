"""Addresses of the webhooks door."""

from django.urls import URLPattern, path

from fondaco.market.web.webhooks import carrier

urlpatterns: list[URLPattern] = [
    path("carrier/practice", carrier.practice, name="webhooks_carrier_practice"),
]
