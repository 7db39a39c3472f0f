"""The phones of the practice world: one SMS inbox for each number.

Promises: a message sent twice under one key arrives once, newest first. Refuses: numbers that are
not E.164.
"""
