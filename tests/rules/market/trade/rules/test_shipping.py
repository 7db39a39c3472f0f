"""Shipping: price, where to, by when, and each line's share."""

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fondaco.market.trade.rules import delivery_window
from fondaco.market.trade.rules.shipping import (
    is_counted_anew,
    leave_by,
    price,
    shares,
    ships_to,
)


def test_shipping_is_free_from_the_stated_value_on() -> None:
    assert price(490, 5_000, 4_999) == 490
    assert price(490, 5_000, 5_000) == 0
    assert price(490, None, 1_000_000) == 490


def test_an_option_goes_to_its_countries_or_everywhere() -> None:
    assert ships_to(["ES", "IT"], "es")
    assert not ships_to(["ES", "IT"], "FR")
    assert ships_to(["*"], "NZ")


def test_the_window_counts_business_days_of_the_seller() -> None:
    friday = datetime(2026, 12, 4, 18, tzinfo=UTC)
    # Monday 7 and, Tuesday 8 December being a holiday in Italy, Wednesday 9.
    assert delivery_window(friday, (1, 2), "IT") == (date(2026, 12, 7), date(2026, 12, 9))


def test_a_window_that_ends_before_it_begins_is_refused() -> None:
    with pytest.raises(ValueError, match="in order"):
        delivery_window(datetime(2026, 12, 4, tzinfo=UTC), (3, 2), "IT")


@given(st.integers(0, 10_000), st.lists(st.integers(0, 90_000), min_size=1, max_size=9))
def test_shares_of_shipping_sum_to_the_shipping(shipping: int, totals: list[int]) -> None:
    assert sum(shares(shipping, totals)) == shipping


def test_only_money_that_was_awaited_longer_than_a_card_starts_the_days_anew() -> None:
    placed = datetime(2026, 12, 4, 18, tzinfo=UTC)
    assert not is_counted_anew(placed, placed + timedelta(minutes=30), 30)
    assert is_counted_anew(placed, placed + timedelta(minutes=31), 30)


def test_a_parcel_leaves_by_the_first_promised_day_unless_it_must_leave_before() -> None:
    first = date(2026, 11, 30)
    assert leave_by(first, date(2026, 12, 3)) == first
    assert leave_by(first, first) is None
