"""Filling a practice installation: people, sellers, goods, and two years of history.

Everything goes through the rooms' own actions on a moved clock, so that every fact on a page
has its rows, every cent its entries, and the audit finds nothing. Payments made before the
installation was opened went through the scripted gateway; no bank knows of them.
"""
