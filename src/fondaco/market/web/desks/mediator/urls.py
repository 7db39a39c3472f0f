"""Addresses of desks, mediator."""

from django.urls import path

from fondaco.market.web.desks.mediator import views

urlpatterns = [
    path("mediator/", views.queue, name="desk_mediation"),
    path("mediator/cases/<uuid:case_id>/", views.show, name="desk_case"),
    path("mediator/cases/<uuid:case_id>/<slug:verb>/", views.act, name="desk_case_act"),
]
