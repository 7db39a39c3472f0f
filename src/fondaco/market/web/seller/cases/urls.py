"""Addresses of seller, cases."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
