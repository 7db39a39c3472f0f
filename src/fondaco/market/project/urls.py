"""Every address of the marketplace."""

from django.urls import include, path

urlpatterns = [
    path("", include("fondaco.market.web.shell.urls")),
    path("", include("fondaco.market.web.storefront.urls")),
    path("account/", include("allauth.urls")),
    path("sell/", include("fondaco.market.web.seller.urls")),
    path("desk/", include("fondaco.market.web.desks.urls")),
    path("api/", include("fondaco.market.web.api.urls")),
    path("webhooks/", include("fondaco.market.web.webhooks.urls")),
]

handler400 = "fondaco.market.web.shell.views.bad_request"
handler403 = "fondaco.market.web.shell.views.permission_denied"
handler404 = "fondaco.market.web.shell.views.not_found"
handler500 = "fondaco.market.web.shell.views.server_error"
