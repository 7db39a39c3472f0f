"""Addresses of the webhooks door."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
