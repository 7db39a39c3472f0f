"""The stand-ins for payments and the carrier's label counter, for every test of this folder."""

from tests.rooms.cases.story import labels, purse

__all__ = ["labels", "purse"]
