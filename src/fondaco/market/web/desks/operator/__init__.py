"""Desks: operator."""
