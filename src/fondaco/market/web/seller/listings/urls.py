"""Addresses of seller, listings."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
