"""Seller: listings."""
