"""The vault's doors: signed endpoints for the market, and what the pages have in common.

No tables. A door reads the body, makes one call into a room, and writes the answer.
"""
