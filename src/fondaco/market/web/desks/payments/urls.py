"""Addresses of desks, payments."""

from django.urls import URLPattern, path

from fondaco.market.web.desks.payments import exemptions, views

urlpatterns: list[URLPattern] = [
    path("payments/", views.index, name="desk_payments"),
    path("payments/testing/", views.testing, name="desk_payments_testing"),
    path("payments/exemptions/", exemptions.index, name="desk_payments_exemptions"),
    path("payments/exemptions/propose/", exemptions.propose, name="desk_payments_propose"),
    path("payments/exemptions/stop/", exemptions.stop, name="desk_payments_stop"),
    path(
        "payments/exemptions/<uuid:policy_id>/",
        exemptions.decide,
        name="desk_payments_decide",
    ),
    path("payments/keys/", views.keys, name="desk_payments_keys"),
    path("payments/one/", views.one, name="desk_payments_one"),
    path(
        "payments/chargebacks/<uuid:chargeback_id>/answer/",
        views.answer,
        name="desk_payments_answer",
    ),
]
