"""Addresses of storefront, cases."""

from django.urls import path

from fondaco.market.web.storefront.cases import opening, views

urlpatterns = [
    path("orders/<uuid:order_id>/problem/", opening.open_case, name="cases_open"),
    path("cases/", views.index, name="cases_list"),
    path("cases/<uuid:case_id>/", views.show, name="cases_case"),
    path("cases/<uuid:case_id>/<slug:verb>/", views.act, name="cases_act"),
    path("cases/<uuid:case_id>/evidence/<uuid:evidence_id>/", views.picture, name="cases_picture"),
]
