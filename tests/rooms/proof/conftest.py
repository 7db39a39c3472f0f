"""The people of the market, its gateway from memory, and the carrier's label counter."""

import pytest

from fondaco.market.cases import counter
from fondaco.market.payments.gateways.scripted import ScriptedGateway
from tests.rooms.cases.story import Counter
from tests.rooms.payments.conftest import gateway
from tests.rooms.proof.cast import Cast, assembled
from tests.rooms.proof.world import World

__all__ = ["gateway"]


@pytest.fixture(autouse=True)
def label_counter(monkeypatch: pytest.MonkeyPatch) -> None:
    """Labels are made in memory."""
    stand_in = Counter()
    monkeypatch.setitem(counter.COUNTERS, "practice", lambda: stand_in)


@pytest.fixture
def cast(db: None, gateway: ScriptedGateway) -> Cast:
    """Everybody, made once a test."""
    return assembled()


@pytest.fixture
def world(cast: Cast, gateway: ScriptedGateway) -> World:
    """A market with these people, at noon."""
    return World(cast, gateway)
