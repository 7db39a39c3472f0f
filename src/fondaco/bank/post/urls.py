"""Addresses of the post."""

urlpatterns: list[object] = []
