"""Addresses of desks, operator."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
