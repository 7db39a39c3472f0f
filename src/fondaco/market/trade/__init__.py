"""The story of an order: cart, checkout, shipping, escrow, holds, cover, release.

Owns carts, checkouts (one act of paying), seller orders with their lines and snapshots,
shipments and carrier scans, holds, releases, refunds, withdrawals, shipping options and the
policy versions that orders are pinned to. Promises that each order ends, that no order pays
out and refunds more than was captured for it beyond what was recovered, and that a repeated
command changes nothing. Refuses to release what is held, disputed, or a frozen seller's.
"""
