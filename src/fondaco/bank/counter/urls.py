"""Addresses of the counter."""

from django.urls import path

from fondaco.bank.counter import developer_views, views

urlpatterns = [
    path("", views.home, name="counter_home"),
    path("health/", views.health, name="counter_health"),
    path("developers/", developer_views.developers, name="counter_developers"),
    path("developers/messages/", views.message_list, name="counter_messages"),
    path("developers/messages/<str:server_trans_id>/", views.message_page, name="counter_message"),
    path("developers/clearing/", developer_views.clearing, name="counter_clearing"),
    path(
        "developers/chargebacks/<uuid:chargeback_id>/",
        developer_views.chargeback,
        name="counter_chargeback",
    ),
]
