"""Addresses of the counter."""

from django.urls import path

from fondaco.bank.counter import views

urlpatterns = [
    path("health/", views.health, name="counter_health"),
]
