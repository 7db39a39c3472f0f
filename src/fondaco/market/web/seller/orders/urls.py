"""Addresses of seller, orders."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
