"""Switches that make the bank slow, down, double-sending or out of order, and the table of
card numbers that trigger each outcome.

Promises: with every switch off nothing here changes anything. Refuses: faults that corrupt data.
"""
