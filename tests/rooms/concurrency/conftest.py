"""The scripted gateway, noon, and what a flushed database needs back."""

from collections.abc import Iterator

import pytest

from fondaco.kernel import clock
from tests.conftest import NOON
from tests.rooms.payments.conftest import gateway
from tests.rooms.trade.conftest import what_migrations_seed

__all__ = ["gateway", "what_migrations_seed"]


@pytest.fixture
def noon() -> Iterator[None]:
    """Business time stands at noon."""
    with clock.frozen(NOON):
        yield
