"""Storefront: account."""
