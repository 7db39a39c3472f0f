"""Addresses of storefront, paying."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
