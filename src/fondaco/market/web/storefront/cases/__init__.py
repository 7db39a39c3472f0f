"""Storefront: cases."""
