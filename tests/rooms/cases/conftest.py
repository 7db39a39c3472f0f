"""The stand-ins for payments and the carrier's label counter, for every test of this folder."""

from tests.rooms.cases.story import labels, network, purse
from tests.rooms.trade.conftest import what_migrations_seed

__all__ = ["labels", "network", "purse", "what_migrations_seed"]
