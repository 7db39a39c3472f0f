"""How long a buyer may open a case. The same for every way of paying."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta

from fondaco.market.trade.rules.policy import Policy


def last_promised_moment(promised_until: date) -> datetime:
    """The last second, UTC, of the last promised day."""
    return datetime.combine(promised_until, time(23, 59, 59), tzinfo=UTC)


def unproven_end(promised_until: date, policy: Policy) -> datetime:
    """The end of cover while no delivery is proven: days after the last promised day."""
    return last_promised_moment(promised_until) + timedelta(days=policy.cover_unproven_days)


def proven_end(delivered_at: datetime, policy: Policy) -> datetime:
    """The end of cover once a delivery is proven."""
    return delivered_at + timedelta(days=policy.cover_days)


@dataclass(frozen=True, slots=True)
class Left:
    """How much cover is left, for people: whole days and hours; ``is_over`` when none."""

    days: int
    hours: int
    is_over: bool


def left(cover_until: datetime, now: datetime) -> Left:
    """The countdown that the buyer sees."""
    remaining = cover_until - now
    if remaining <= timedelta(0):
        return Left(0, 0, True)
    return Left(remaining.days, remaining.seconds // 3600, False)
