"""The practice editions of Google Pay and Apple Pay: the sheet where a cardholder picks a card, the
numbers that devices get in a card's place, and what the issuer checks of them.

Promises: a cryptogram is good for one authorization of the amount that the sheet showed. Refuses:
handing a token to any address but the shop's own vault, and to vouch for a real wallet.
"""
