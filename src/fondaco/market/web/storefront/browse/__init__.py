"""Storefront: browse."""
