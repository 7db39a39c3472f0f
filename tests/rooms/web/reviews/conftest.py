"""The stand-in for payments, for every test of this folder."""

from tests.rooms.trade.story import purse

__all__ = ["purse"]
