"""Addresses of seller, money."""

from django.urls import URLPattern, path

from fondaco.market.web.seller.money import views

urlpatterns: list[URLPattern] = [
    path("money/", views.index, name="seller_money"),
    path("money/movements.csv", views.movements_csv, name="seller_money_csv"),
]
