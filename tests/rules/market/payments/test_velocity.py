"""How long somebody waits who failed often."""

from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from fondaco.market.payments.rules.velocity import (
    FREE_BY_CARD,
    LONGEST_WAIT,
    Failures,
    wait_until,
)

NOW = datetime(2026, 11, 24, 12, tzinfo=UTC)
NONE = Failures(0, None)


def waiting(card: Failures) -> datetime | None:
    return wait_until(by_member=NONE, by_card=card, by_address=NONE, now=NOW)


def test_a_few_failures_cost_nothing() -> None:
    assert waiting(Failures(FREE_BY_CARD, NOW)) is None


def test_the_wait_doubles_with_each_failure() -> None:
    first, second = (waiting(Failures(FREE_BY_CARD + over, NOW)) for over in (1, 2))
    assert first == NOW + timedelta(seconds=30)
    assert second == NOW + timedelta(seconds=60)


def test_the_wait_is_over_when_its_time_has_passed() -> None:
    assert waiting(Failures(FREE_BY_CARD + 1, NOW - timedelta(seconds=30))) is None


@given(count=st.integers(0, 10_000), age_s=st.integers(0, 3_600))
def test_nobody_waits_longer_than_the_longest(count: int, age_s: int) -> None:
    until = waiting(Failures(count, NOW - timedelta(seconds=age_s)))
    assert until is None or NOW < until <= NOW + LONGEST_WAIT


def test_the_longest_of_the_waits_counts() -> None:
    many = Failures(50, NOW)
    assert wait_until(by_member=many, by_card=NONE, by_address=NONE, now=NOW) == NOW + LONGEST_WAIT
