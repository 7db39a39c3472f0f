"""What the catalogue decides: pure functions over values."""
