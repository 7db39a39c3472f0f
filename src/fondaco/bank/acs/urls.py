"""Addresses of the ACS."""

from django.urls import path

from fondaco.bank.acs import views

urlpatterns = [
    path("challenge", views.open_page, name="acs_challenge"),
    path("challenge/<uuid:acs_trans_id>", views.answer_page, name="acs_answer"),
    path("method", views.method_page, name="acs_method"),
]
