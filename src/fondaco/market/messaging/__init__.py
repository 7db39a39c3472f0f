"""Conversations between buyers and sellers, and notices: what we really sent."""
