"""Addresses of seller, money."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
