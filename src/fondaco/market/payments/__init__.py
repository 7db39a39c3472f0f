"""Intents, attempts, saved cards, transfers, credit, refunds, payouts, statements, chargebacks.

Owns how money comes in, by card, by bank transfer or from credit, and how it leaves for a card
or a bank account. Promises that an intent is paid once at most, whatever is clicked, repeated,
killed or answered late; that transferred money pays in full or goes back to its sender; that
the books move in the same transaction as the payment's state; that a time-out is a doubt,
never a failure. Refuses to hold a card number: it knows tokens, brand, last four, expiry.
It knows no orders: whoever makes an intent names the owners of the escrow it fills.
"""
