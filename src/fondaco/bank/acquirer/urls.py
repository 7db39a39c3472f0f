"""Addresses of the acquirer and of the bank's corporate desk."""

from django.urls import path

from fondaco.bank.acquirer import desk, views

urlpatterns = [
    path("payments/pain001", desk.pain001, name="acquirer_pain001"),
    path("statements/<str:iban>/<str:day>", desk.camt053, name="acquirer_camt053"),
    path("acquirer/authorizations", views.authorizations, name="acquirer_authorizations"),
    path("acquirer/reversals", views.reversals, name="acquirer_reversals"),
    path("acquirer/captures", views.captures, name="acquirer_captures"),
    path("acquirer/refunds", views.refunds, name="acquirer_refunds"),
    path(
        "acquirer/chargebacks/<str:network_case_id>/evidence",
        views.evidence,
        name="acquirer_evidence",
    ),
    path("acquirer/<str:kind>/by-key/<path:key>", views.read_back, name="acquirer_read_back"),
]
