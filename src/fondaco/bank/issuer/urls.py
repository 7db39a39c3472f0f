"""Addresses of the cardholder's pages."""

from django.urls import path

from fondaco.bank.issuer import (
    card_views,
    payment_views,
    sign_in_views,
    transfer_views,
    views,
)

urlpatterns = [
    path("sign-in/", sign_in_views.sign_in_page, name="issuer_sign_in"),
    path("sign-in/code/", sign_in_views.sign_in_code, name="issuer_sign_in_code"),
    path("sign-out/", sign_in_views.sign_out, name="issuer_sign_out"),
    path("accounts/", views.overview, name="issuer_overview"),
    path("accounts/<uuid:account_id>/", views.account, name="issuer_account"),
    path("accounts/<uuid:account_id>/send/", transfer_views.send, name="issuer_send_from"),
    path("send/", transfer_views.send, name="issuer_send"),
    path("send/<uuid:confirmation_id>/", transfer_views.send_confirm, name="issuer_send_confirm"),
    path("cards/", card_views.card_list, name="issuer_cards"),
    path("cards/new/", card_views.new_card, name="issuer_new_card"),
    path("cards/<uuid:card_id>/", card_views.card, name="issuer_card"),
    path(
        "cards/<uuid:card_id>/number/<uuid:confirmation_id>/",
        card_views.show_card,
        name="issuer_show_card",
    ),
    path("payments/<uuid:payment_id>/", payment_views.payment, name="issuer_payment"),
]
