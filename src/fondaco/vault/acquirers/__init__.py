"""Authorizations, captures, refunds and reversals, and the connectors that carry them out.

Owns what was asked of an acquirer under which key and what came of it. Promises one effect for one
key, nothing captured above its authorization or refunded above its capture, and that a time-out is
"in doubt" until the acquirer was asked again. Refuses an authorization without the cardholder's
bank's confirmation of exactly that payment.
"""
