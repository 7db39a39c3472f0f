"""The seller's orders: what is due, accepting, sending, packing slips, ways of shipping."""
