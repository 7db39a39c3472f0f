"""Facts about sellers, reviews and their log, signals, screening, price bands."""
