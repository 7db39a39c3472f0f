"""Intents, attempts, saved cards, refunds, payouts, statements, chargebacks.

Owns how money comes in from a card and how it leaves for a bank account. Promises that an
intent is charged once at most, whatever is clicked, repeated, killed or answered late; that
the books move in the same transaction as the payment's state; that a time-out is a doubt,
never a failure. Refuses to hold a card number: it knows tokens, brand, last four, expiry.
It knows no orders: whoever makes an intent names the owners of the escrow it fills.
"""
