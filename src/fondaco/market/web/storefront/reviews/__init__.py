"""Storefront: reviews."""
