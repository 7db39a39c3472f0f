"""What the orders, reviews and answers of a seller amount to. Pure.

Shares are basis points, times seconds. The score can be recomputed by anybody from the counts
that the seller's page shows: see :func:`explain`.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, fields
from datetime import date, datetime
from math import sqrt

from fondaco.market.trust.rules.beta import quantile

Z_95 = 1.959963984540054
HALF_LIFE_DAYS = 180
PRIOR_ORDERS = 10.0
"""How many ratings the platform's mean counts as, before a seller has any."""
PRIOR_SHARE = 0.9
"""The platform's mean before there are enough ratings to tell one."""
ENOUGH_FOR_PRIOR = 200
LOWER_SHARE = 0.05
"""The score is the value that the true share exceeds with 95 % certainty."""
NEW_UNTIL_ORDERS = 10
NEW_UNTIL_DAYS = 90
WINDOW_MONTHS = 12
DAYS_IN_MONTH = 30.4375
MIDDLE_OF_MONTH = 15


@dataclass(frozen=True, slots=True)
class MonthCounts:
    """One month of one seller. Every pair counts things of the same kind and moment."""

    month: date
    paid: int = 0
    completed: int = 0
    dispatched: int = 0
    dispatched_on_time: int = 0
    delivered: int = 0
    delivered_on_time: int = 0
    refunded: int = 0
    positive: int = 0
    neutral: int = 0
    negative: int = 0
    cases: int = 0
    cases_refunded: int = 0
    cases_replaced: int = 0
    cases_withdrawn: int = 0
    cases_unrefunded: int = 0
    asked: int = 0
    answered_24h: int = 0

    @property
    def ratings(self) -> int:
        return self.positive + self.neutral + self.negative


COUNTERS: tuple[str, ...] = tuple(each.name for each in fields(MonthCounts))[1:]


@dataclass(frozen=True, slots=True)
class Prior:
    """What is assumed of a seller nobody has rated: the platform's mean share of positives."""

    positive: float = PRIOR_SHARE * PRIOR_ORDERS
    other: float = (1 - PRIOR_SHARE) * PRIOR_ORDERS


@dataclass(frozen=True, slots=True)
class SellerFacts:
    """The public facts. Shares are None while nothing was counted; ``cases_outcomes`` names
    refunded, replaced, withdrawn, unrefunded and open. ``score`` is in basis points.

    ``*_12m`` and all shares are of the last twelve months but the positive share, which is of
    all ratings; ``refunds_per_100`` and ``cases_per_100`` are of paid orders.
    """

    months_on_platform: int
    completed_orders_12m: int
    completed_orders: int
    positive_share_bps: int | None
    positive_low_bps: int
    positive_high_bps: int
    ratings: int
    on_time_dispatch_bps: int | None
    on_time_delivery_bps: int | None
    median_first_answer_s: int | None
    answered_24h_bps: int | None
    cases_per_100: float | None
    refunds_per_100: float | None
    cases_outcomes: Mapping[str, int]
    is_new: bool
    score: int
    dispatched_12m: int = 0
    delivered_12m: int = 0
    asked_12m: int = 0
    paid_orders_12m: int = 0


@dataclass(frozen=True, slots=True)
class WeighedMonth:
    """One line of the score's account: the counts of a month and what they still weigh."""

    month: date
    positive: int
    other: int
    weight: float


@dataclass(frozen=True, slots=True)
class Explanation:
    """How the score is made, number by number; ``low_bps`` is the score."""

    months: tuple[WeighedMonth, ...]
    positive: float
    other: float
    prior: Prior
    mean_bps: int
    low_bps: int

    @property
    def a(self) -> float:
        """The Beta distribution's first number: weighed positive ratings and the start's."""
        return round(self.prior.positive + self.positive, 6)

    @property
    def b(self) -> float:
        """Its second number: the others."""
        return round(self.prior.other + self.other, 6)


def share_bps(part: int, whole: int) -> int | None:
    """``part`` of ``whole``, or None of nothing."""
    return round(part * 10_000 / whole) if whole else None


def wilson(part: int, whole: int, z: float = Z_95) -> tuple[int, int]:
    """The interval in which the true share lies with 95 % certainty (Wilson, 1927)."""
    if not whole:
        return 0, 10_000
    share, square = part / whole, z * z / whole
    centre = share + square / 2
    spread = z * sqrt(share * (1 - share) / whole + square / (4 * whole))
    low, high = ((centre + sign * spread) / (1 + square) for sign in (-1, 1))
    return max(0, round(low * 10_000)), min(10_000, round(high * 10_000))


def prior_of(positive: int, ratings: int) -> Prior:
    """The platform's prior from all its ratings; the default one until there are enough."""
    if ratings < ENOUGH_FOR_PRIOR:
        return Prior()
    share = min(0.99, max(0.5, positive / ratings))
    return Prior(share * PRIOR_ORDERS, (1 - share) * PRIOR_ORDERS)


def weight(month: date, today: date) -> float:
    """What a rating of ``month`` still weighs today: half after :data:`HALF_LIFE_DAYS`."""
    age_days = max(0, (today - month.replace(day=MIDDLE_OF_MONTH)).days)
    return float(0.5 ** (age_days / HALF_LIFE_DAYS))


def explain(months: Iterable[MonthCounts], prior: Prior, today: date) -> Explanation:
    """The score with every number it is made of."""
    lines = tuple(
        WeighedMonth(
            each.month, each.positive, each.neutral + each.negative, weight(each.month, today)
        )
        for each in sorted(months, key=lambda each: each.month, reverse=True)
        if each.ratings
    )
    positive = sum(line.positive * line.weight for line in lines)
    other = sum(line.other * line.weight for line in lines)
    a, b = round(prior.positive + positive, 6), round(prior.other + other, 6)
    return Explanation(
        lines,
        positive,
        other,
        prior,
        mean_bps=round(a * 10_000 / (a + b)),
        low_bps=round(quantile(LOWER_SHARE, a, b) * 10_000),
    )


def first_of_window(today: date) -> date:
    """The first month of the twelve that end with this one."""
    whole = today.year * 12 + today.month - WINDOW_MONTHS
    return date(whole // 12, whole % 12 + 1, 1)


def facts(
    months: Sequence[MonthCounts],
    *,
    since: datetime | None,
    now: datetime,
    median_first_answer_s: int | None,
    prior: Prior,
) -> SellerFacts:
    """Sum up a seller's months. ``since``: when they were verified, None if never."""
    today = now.date()
    first = first_of_window(today)
    year = _sum(each for each in months if each.month >= first)
    whole = _sum(months)
    low, high = wilson(whole["positive"], _ratings(whole))
    days = (now - since).days if since else 0
    known = ("refunded", "replaced", "withdrawn", "unrefunded")
    outcomes = {name: year[f"cases_{name}"] for name in known}
    outcomes["open"] = max(0, year["cases"] - sum(outcomes.values()))
    return SellerFacts(
        months_on_platform=int(days / DAYS_IN_MONTH),
        completed_orders_12m=year["completed"],
        completed_orders=whole["completed"],
        positive_share_bps=share_bps(whole["positive"], _ratings(whole)),
        positive_low_bps=low,
        positive_high_bps=high,
        ratings=_ratings(whole),
        on_time_dispatch_bps=share_bps(year["dispatched_on_time"], year["dispatched"]),
        on_time_delivery_bps=share_bps(year["delivered_on_time"], year["delivered"]),
        median_first_answer_s=median_first_answer_s,
        answered_24h_bps=share_bps(year["answered_24h"], year["asked"]),
        cases_per_100=_per_100(year["cases"], year["paid"]),
        refunds_per_100=_per_100(year["refunded"], year["paid"]),
        cases_outcomes=outcomes,
        is_new=whole["completed"] < NEW_UNTIL_ORDERS or days < NEW_UNTIL_DAYS,
        score=explain(months, prior, today).low_bps,
        dispatched_12m=year["dispatched"],
        delivered_12m=year["delivered"],
        asked_12m=year["asked"],
        paid_orders_12m=year["paid"],
    )


def _sum(months: Iterable[MonthCounts]) -> dict[str, int]:
    sums = dict.fromkeys(COUNTERS, 0)
    for each in months:
        for name in COUNTERS:
            sums[name] += getattr(each, name)
    return sums


def _ratings(sums: Mapping[str, int]) -> int:
    return sums["positive"] + sums["neutral"] + sums["negative"]


def _per_100(part: int, whole: int) -> float | None:
    return round(part * 100 / whole, 1) if whole else None
