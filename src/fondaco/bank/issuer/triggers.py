"""Booked lines are append-only."""

from fondaco.kernel.triggers import append_only

TRIGGERS = append_only("issuer_booking")
