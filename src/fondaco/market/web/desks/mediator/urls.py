"""Addresses of desks, mediator."""

from django.urls import path

from fondaco.market.web.desks.mediator import again, views

urlpatterns = [
    path("mediator/", views.queue, name="desk_mediation"),
    path("mediator/again/<uuid:review_id>/", again.decide_again, name="desk_again"),
    path("mediator/cases/<uuid:case_id>/", views.show, name="desk_case"),
    path("mediator/cases/<uuid:case_id>/<slug:verb>/", views.act, name="desk_case_act"),
]
