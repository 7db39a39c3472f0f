"""The scripted gateway, noon, and what a flushed database needs back."""

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest

from fondaco.kernel import clock
from tests.conftest import NOON
from tests.rooms.payments.conftest import gateway
from tests.rooms.trade.conftest import what_migrations_seed

__all__ = ["gateway", "what_migrations_seed"]

MINUTE = timedelta(minutes=1)


@pytest.fixture
def noon() -> Iterator[None]:
    """Business time stands at noon."""
    with clock.frozen(NOON):
        yield


@pytest.fixture(autouse=True)
def only_the_sweeper(settings: Any) -> None:
    """No daily jobs: they call the practice bank, which does not run here."""
    settings.FONDACO_JOBS = {"payments.sweep": ("fondaco.market.payments.sweep.run", MINUTE)}
