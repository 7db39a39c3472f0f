"""Seller: cases."""
