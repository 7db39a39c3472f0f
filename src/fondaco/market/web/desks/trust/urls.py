"""Addresses of desks, trust."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
