"""Fondaco: a marketplace where buyers pay strangers by card, safely.

Three programs in one distribution, each with its own process, database and origin:
``market`` (the marketplace), ``vault`` (the cardholder data environment) and ``bank``
(the practice bank, a stand-in for issuers, acquirer and directory server).
They speak HTTP to each other, never Python.
"""
