"""Addresses of seller, cases."""

from django.urls import path

from fondaco.market.web.seller.cases import views

urlpatterns = [
    path("cases/", views.index, name="seller_cases"),
    path("cases/<uuid:case_id>/", views.show, name="seller_case"),
    path("cases/<uuid:case_id>/<slug:verb>/", views.act, name="seller_case_act"),
]
