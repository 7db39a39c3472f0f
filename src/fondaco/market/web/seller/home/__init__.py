"""Seller: home."""
