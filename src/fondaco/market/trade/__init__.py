"""The story of an order: cart, checkout, shipping, escrow, holds, cover, release."""
