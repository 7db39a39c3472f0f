"""The acquirer and clearing: authorizations, captures, refunds, settlement, statements, payments.

Promises: the same key never does a thing twice; a day is closed once. Refuses: more captured than
authorized, more refunded than captured, a refund to a closed card.
"""
