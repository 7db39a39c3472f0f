"""Addresses of storefront, reviews."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
