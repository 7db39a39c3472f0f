"""Addresses of storefront, browse."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
