"""Tables of the catalogue room."""
