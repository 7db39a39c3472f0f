"""Fondaco's tests: rules (no database), rooms, contracts, journeys, tidy."""
