"""Addresses of storefront, account."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
