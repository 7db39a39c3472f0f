"""Tables of the members room."""
