"""What all tests share: Hypothesis without timing, and business time that stands still."""

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from datetime import UTC, datetime

import pytest
from hypothesis import settings

from fondaco.kernel import clock

# Timing is never asserted in a test: a busy machine is no failure.
settings.register_profile("fondaco", deadline=None)
settings.load_profile("fondaco")

NOON = datetime(2026, 11, 24, 12, tzinfo=UTC)
"""A Tuesday without a holiday nearby, where most stories begin."""


@pytest.fixture
def at_time() -> Iterator[Callable[[datetime], None]]:
    """Call it with a moment to let business time stand there for the rest of the test."""
    with ExitStack() as stack:
        yield lambda moment: stack.enter_context(clock.frozen(moment))
