"""Tables of the cases room."""
