"""Addresses of the webhooks door."""

from django.urls import URLPattern, path

from fondaco.market.web.webhooks import acquirer, carrier, easypost, stripe

urlpatterns: list[URLPattern] = [
    path("acquirer", acquirer.practice, name="webhooks_acquirer"),
    path("carrier/practice", carrier.practice, name="webhooks_carrier_practice"),
    path("carrier/easypost", easypost.easypost, name="webhooks_carrier_easypost"),
    path("stripe", stripe.stripe, name="webhooks_stripe"),
]
