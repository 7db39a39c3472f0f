"""Addresses of desks, mediator."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
