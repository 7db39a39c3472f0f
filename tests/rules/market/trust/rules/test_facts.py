"""Seller facts and the score that can be recomputed."""

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fondaco.market.trust.rules.facts import (
    MonthCounts,
    Prior,
    SellerFacts,
    explain,
    facts,
    first_of_window,
    prior_of,
    weight,
    wilson,
)

NOW = datetime(2026, 11, 24, 12, tzinfo=UTC)
MONTH = date(2026, 11, 1)
counts = st.integers(0, 2_000)


def summed(*months: MonthCounts, days: int = 400) -> SellerFacts:
    return facts(
        months,
        since=NOW - timedelta(days=days),
        now=NOW,
        median_first_answer_s=None,
        prior=Prior(),
    )


def score(positive: int, negative: int, month: date = MONTH) -> int:
    counted = MonthCounts(month, positive=positive, negative=negative)
    return explain([counted], Prior(), NOW.date()).low_bps


def test_three_of_three_do_not_beat_970_of_a_thousand() -> None:
    assert score(3, 0) < score(970, 30)


@given(counts, counts)
def test_one_more_positive_never_lowers_the_score(positive: int, negative: int) -> None:
    assert score(positive + 1, negative) >= score(positive, negative)
    assert score(positive, negative + 1) <= score(positive, negative)


@given(counts, counts)
def test_the_score_lies_below_the_mean(positive: int, negative: int) -> None:
    account = explain(
        [MonthCounts(MONTH, positive=positive, negative=negative)], Prior(), NOW.date()
    )
    assert 0 <= account.low_bps <= account.mean_bps <= 10_000


def test_a_rating_weighs_half_after_180_days() -> None:
    middle = date(2026, 5, 15)
    assert weight(date(2026, 5, 1), middle + timedelta(days=180)) == pytest.approx(0.5)
    assert weight(MONTH, MONTH) == 1


def test_bad_ratings_long_ago_weigh_less_than_new_ones() -> None:
    assert score(10, 10, date(2024, 1, 1)) > score(10, 10)


@given(st.integers(0, 500), st.integers(0, 500))
def test_the_interval_holds_the_share(part: int, rest: int) -> None:
    low, high = wilson(part, part + rest)
    share = part * 10_000 / (part + rest) if part + rest else 5_000
    assert 0 <= low <= share + 1
    assert share - 1 <= high <= 10_000


def test_the_interval_of_a_textbook_is_met() -> None:
    assert wilson(81, 263) == (2553, 3662)
    assert wilson(0, 0) == (0, 10_000)


def test_a_seller_without_orders_is_new_and_nothing_is_said() -> None:
    found = summed(days=0)
    assert found.is_new
    assert found.positive_share_bps is None
    assert found.on_time_dispatch_bps is None
    assert found.cases_per_100 is None


def test_shares_are_of_the_last_twelve_months_and_orders_of_all() -> None:
    old = MonthCounts(date(2025, 11, 1), completed=50, dispatched=50, positive=40)
    new = MonthCounts(MONTH, paid=20, completed=20, dispatched=20, dispatched_on_time=19, cases=1)
    found = summed(old, new)
    assert found.completed_orders == 70
    assert found.completed_orders_12m == 20
    assert found.on_time_dispatch_bps == 9_500
    assert found.cases_per_100 == 5
    assert found.cases_outcomes["open"] == 1
    assert found.ratings == 40
    assert not found.is_new


@given(st.dates(date(2020, 1, 1), date(2030, 12, 31)))
def test_the_window_is_twelve_months_long(today: date) -> None:
    first = first_of_window(today)
    assert first.day == 1
    assert (today.year - first.year) * 12 + today.month - first.month == 11


def test_the_prior_is_the_platforms_mean_once_there_is_enough() -> None:
    assert prior_of(3, 3) == Prior()
    learned = prior_of(960, 1_000)
    assert learned.positive == pytest.approx(9.6)
    assert learned.positive + learned.other == pytest.approx(10)
