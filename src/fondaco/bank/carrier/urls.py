"""Addresses of the carrier."""

urlpatterns: list[object] = []
