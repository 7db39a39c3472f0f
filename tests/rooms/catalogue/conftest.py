"""What a database that was emptied by another test needs back."""

from tests.rooms.trade.conftest import what_migrations_seed

__all__ = ["what_migrations_seed"]
