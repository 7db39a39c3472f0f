"""Storefront: help."""
