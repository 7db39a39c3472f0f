"""Desks: trust."""
