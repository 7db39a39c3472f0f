"""Addresses of the cardholder's pages."""

from django.urls import path

from fondaco.bank.issuer import views

urlpatterns = [
    path("sign-in/", views.sign_in_page, name="issuer_sign_in"),
    path("sign-in/code/", views.sign_in_code, name="issuer_sign_in_code"),
    path("sign-out/", views.sign_out, name="issuer_sign_out"),
    path("accounts/", views.overview, name="issuer_overview"),
    path("accounts/<uuid:account_id>/", views.account, name="issuer_account"),
    path("cards/new/", views.new_card, name="issuer_new_card"),
    path("cards/<uuid:card_id>/", views.card, name="issuer_card"),
    path("payments/<uuid:payment_id>/", views.payment, name="issuer_payment"),
]
