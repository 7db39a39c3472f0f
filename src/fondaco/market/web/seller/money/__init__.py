"""Seller: money."""
