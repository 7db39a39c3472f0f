"""Addresses of the practice wallets."""

from django.urls import path

from fondaco.bank.wallet import views

urlpatterns = [
    path("keys.json", views.keys, name="wallet_keys"),
    path("apple-root.pem", views.apple_root, name="wallet_apple_root"),
    path("<str:wallet>/", views.sheet, name="wallet_sheet"),
]
