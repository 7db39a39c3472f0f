"""The stand-ins for payments and the carrier's label counter, for every test of this folder."""

from tests.rooms.cases.story import labels, purse
from tests.rooms.trade.conftest import what_migrations_seed

__all__ = ["labels", "purse", "what_migrations_seed"]
