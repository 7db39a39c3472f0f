"""Addresses of the faults."""

urlpatterns: list[object] = []
