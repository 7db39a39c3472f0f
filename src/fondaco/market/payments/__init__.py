"""Intents, methods, gateways, refunds, payouts, reconciliation, chargebacks."""
