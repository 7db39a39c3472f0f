"""Addresses of storefront, help."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
