"""Addresses: pages for buyers."""

from django.urls import include, path

urlpatterns = [
    path("", include("fondaco.market.web.storefront.browse.urls")),
    path("", include("fondaco.market.web.storefront.buying.urls")),
    path("", include("fondaco.market.web.storefront.paying.urls")),
    path("", include("fondaco.market.web.storefront.cases.urls")),
    path("", include("fondaco.market.web.storefront.reviews.urls")),
    path("", include("fondaco.market.web.storefront.account.urls")),
    path("", include("fondaco.market.web.storefront.help.urls")),
]
