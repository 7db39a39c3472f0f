"""How long cover lasts."""

from datetime import UTC, date, datetime, timedelta

from fondaco.market.trade.rules.cover import Left, left, proven_end, unproven_end
from fondaco.market.trade.rules.policy import Policy

DELIVERED = datetime(2026, 12, 3, 14, 2, tzinfo=UTC)


def test_cover_ends_thirty_days_after_a_proven_delivery() -> None:
    assert proven_end(DELIVERED, Policy()) == datetime(2027, 1, 2, 14, 2, tzinfo=UTC)


def test_without_proof_cover_ends_ninety_days_after_the_promised_day() -> None:
    end = unproven_end(date(2026, 12, 3), Policy())
    assert end == datetime(2027, 3, 3, 23, 59, 59, tzinfo=UTC)


def test_the_countdown_says_whole_days_and_hours_and_then_nothing() -> None:
    end = DELIVERED + timedelta(days=29, hours=6, minutes=59)
    assert left(end, DELIVERED) == Left(29, 6, False)
    assert left(DELIVERED, DELIVERED) == Left(0, 0, True)
