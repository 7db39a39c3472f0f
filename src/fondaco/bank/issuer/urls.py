"""Addresses of the issuer."""

urlpatterns: list[object] = []
