"""Cart, checkout up to the payment, orders and what the buyer does with them. Owns no tables."""
