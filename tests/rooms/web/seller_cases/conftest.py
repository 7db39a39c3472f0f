"""The stand-ins for payments and the carrier's label counter, for every test of this folder."""

from tests.rooms.cases.story import labels, network, purse

__all__ = ["labels", "network", "purse"]
