"""Storefront: paying."""
