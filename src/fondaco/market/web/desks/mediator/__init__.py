"""Desks: mediator."""
