"""Double entry: accounts, entries made of transfers, balances, audit.

Owns every statement about who is owed what. An entry cannot be unbalanced, because it is
made of transfers between two accounts of one currency; it cannot be changed or removed,
because the database refuses; a correction is a new entry. Escrow, reserves and wallets
cannot fall below zero. The ledger knows no orders, sellers or cases: it gets their ids.
"""
