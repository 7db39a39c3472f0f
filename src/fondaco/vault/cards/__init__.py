"""Stored cards and their tokens.

Owns card numbers (sealed), security codes (sealed, ten minutes at most, read once), fingerprints,
what may be shown of a card. Promises that a token tells nothing of its card, that a frozen or
forgotten card pays nothing, and that forgetting destroys the number. Refuses numbers that fail
their brand's length or check digit, and expired cards.
"""
