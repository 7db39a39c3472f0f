"""Addresses of desks, finance."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
