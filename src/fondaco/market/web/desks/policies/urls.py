"""Addresses of desks, policies."""

from django.urls import path

from fondaco.market.web.desks.policies import views

urlpatterns = [
    path("policies/", views.index, name="desk_policies"),
    path("policies/new/", views.new, name="desk_policy_new"),
    path("policies/<int:version>/", views.version, name="desk_policy_version"),
    path("policies/proposals/<uuid:proposal_id>/", views.proposal, name="desk_policy_proposal"),
    path("policies/proposals/<uuid:proposal_id>/edit/", views.edit, name="desk_policy_edit"),
    path("policies/proposals/<uuid:proposal_id>/<str:verb>/", views.act, name="desk_policy_act"),
]
