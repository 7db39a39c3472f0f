"""The carrier's label counter of a simulated market: no program is behind it."""

import hashlib
from collections.abc import Iterator
from contextlib import contextmanager

from fondaco.market.cases.counter import COUNTERS, OURS, KnownParcel
from fondaco.market.members.rules import PostalAddress


def number(prefix: str, key: str) -> str:
    """A tracking number that follows from ``key``."""
    return f"{prefix}{hashlib.sha256(key.encode()).hexdigest()[:16].upper()}IT"


class SimulatedCounter:
    """Makes labels, once a key, and knows those that a seller bought."""

    code = OURS
    bought: dict[str, KnownParcel] = {}
    """Labels that sellers bought, in this market."""

    def make(
        self, *, key: str, sender: PostalAddress, to: PostalAddress, reference: str, grams: int
    ) -> str:
        """The tracking number of our own label."""
        return number("RT", key)

    def find(self, tracking_number: str) -> KnownParcel | None:
        """What a seller bought, None for anything else."""
        return self.bought.get(tracking_number)


@contextmanager
def simulated_counter() -> Iterator[None]:
    """Within the block the practice carrier's counter is the simulation's."""
    kept = COUNTERS[OURS]
    COUNTERS[OURS] = SimulatedCounter
    SimulatedCounter.bought = {}
    try:
        yield
    finally:
        COUNTERS[OURS] = kept
