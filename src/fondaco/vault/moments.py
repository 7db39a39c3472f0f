"""Rows by their age: an id is a UUIDv7, so its order is the order of making."""

from datetime import datetime
from uuid import UUID


def first_id(moment: datetime) -> UUID:
    """The lowest id that can have been made at this moment of security time (RFC 9562, 5.7)."""
    return UUID(int=int(moment.timestamp() * 1000) << 80)
