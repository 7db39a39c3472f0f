"""Addresses: pages for sellers."""

from django.urls import include, path

urlpatterns = [
    path("", include("fondaco.market.web.seller.home.urls")),
    path("", include("fondaco.market.web.seller.listings.urls")),
    path("", include("fondaco.market.web.seller.orders.urls")),
    path("", include("fondaco.market.web.seller.cases.urls")),
    path("", include("fondaco.market.web.seller.money.urls")),
]
