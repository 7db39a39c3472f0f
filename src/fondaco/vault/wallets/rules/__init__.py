"""Verifying and decrypting payment tokens. Pure: texts, keys and the time in, a card out."""
