"""Addresses of storefront, browse."""

from django.urls import path, re_path

from fondaco.market.web.storefront.browse import compare, listing, views

urlpatterns = [
    path("", views.home, name="browse_home"),
    path("c/<slug:slug>/", views.category, name="browse_category"),
    path("search/", views.search, name="browse_search"),
    re_path(
        r"^l/(?P<slug>[a-z0-9-]+)-(?P<listing_id>[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})/$",
        listing.by_address,
        name="browse_listing",
    ),
    path("s/<slug:slug>/", views.seller, name="browse_seller"),
    path("compare/", compare.compare, name="browse_compare"),
    re_path(
        r"^pictures/(?P<sha256>[0-9a-f]{64})-(?P<width>[0-9]{3,4})\.webp$",
        views.picture,
        name="browse_picture",
    ),
]
