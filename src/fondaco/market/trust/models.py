"""Tables of the trust room."""
