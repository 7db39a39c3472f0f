"""Seller: orders."""
