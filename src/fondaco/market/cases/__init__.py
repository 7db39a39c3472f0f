"""The story of an order when it goes wrong: cases, evidence, offers, mediation, appeal.

Owns cases with their lines, steps, evidence, offers, decisions and appeals. Promises that each
state waits for exactly one party until one stored moment, that silence always leads to an end,
that both sides see what is decided and why, and that money moves once for each act. Refuses
offers outside a case or above what is left to refund, evidence and appeals after their time,
and mediators with a tie to a side. Holds, refunds and parcels are trade's.
"""
