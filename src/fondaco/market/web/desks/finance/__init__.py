"""Desks: finance."""
