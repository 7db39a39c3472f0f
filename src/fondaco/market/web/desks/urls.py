"""Addresses: pages for mediators, finance, trust and operators."""

from django.urls import include, path

urlpatterns = [
    path("", include("fondaco.market.web.desks.operator.urls")),
    path("", include("fondaco.market.web.desks.mediator.urls")),
    path("", include("fondaco.market.web.desks.finance.urls")),
    path("", include("fondaco.market.web.desks.payments.urls")),
    path("", include("fondaco.market.web.desks.policies.urls")),
    path("", include("fondaco.market.web.desks.trust.urls")),
]
