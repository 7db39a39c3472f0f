"""Addresses of storefront, buying."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
