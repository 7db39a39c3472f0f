"""Storefront: buying."""
