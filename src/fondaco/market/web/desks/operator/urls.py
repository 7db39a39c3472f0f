"""Addresses of desks, operator."""

from django.urls import path

from fondaco.market.web.desks.operator import views

urlpatterns = [
    path("", views.home, name="desk_home"),
    path("operator/sellers/", views.sellers, name="desk_sellers"),
    path("operator/sellers/<uuid:seller_id>/", views.seller, name="desk_seller"),
    path("operator/members/", views.members, name="desk_members"),
    path("operator/members/<uuid:member_id>/", views.member, name="desk_member"),
    path("operator/reports/", views.reports, name="desk_reports"),
    path("operator/reports/<uuid:report_id>/", views.answer_report, name="desk_answer_report"),
    path("operator/audit/", views.audit_log, name="desk_audit"),
]
