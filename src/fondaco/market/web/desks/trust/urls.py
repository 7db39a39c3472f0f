"""Addresses of desks, trust."""

from django.urls import path

from fondaco.market.web.desks.trust import views

urlpatterns = [
    path("trust/", views.index, name="desk_trust"),
    path("trust/signals/<uuid:signal_id>/close/", views.close, name="desk_trust_close"),
    path("trust/reviews/", views.reviews, name="desk_trust_reviews"),
    path("trust/reviews/<uuid:review_id>/", views.review, name="desk_trust_review"),
    path("trust/reports/", views.reports, name="desk_trust_notices"),
    path("trust/reports/<uuid:notice_id>/answer/", views.answer, name="desk_trust_answer"),
    path("trust/restrictions/", views.restrictions, name="desk_trust_restrictions"),
]
