"""Tables of the trade room."""
