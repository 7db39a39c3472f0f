"""What every program stands on: clock, ids, errors, transactions, outbox, deadlines, wire.

Owns the outbox, deadline, idempotency and audit tables of the program that installs it.
Knows nothing of markets, vaults or banks.
"""
