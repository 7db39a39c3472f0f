"""The card issuer and account bank: cardholders, accounts, cards, holds, booked lines, disputes.

Promises: an account's balance is the sum of its booked lines, and holds never exceed what is
available. Refuses: showing a card number to anyone but its cardholder.
"""
