from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fondaco.bank.acquirer.rules import (
    NUMBER,
    answer_within,
    business_days,
    cost_of,
    next_business_day,
    read_amount,
    read_currency,
    read_shaped,
    read_text,
    this_or_next_business_day,
)
from fondaco.kernel.errors import Refusal

days = st.dates(date(2024, 1, 1), date(2030, 12, 31))


@given(days)
def test_the_next_business_day_is_later_and_no_weekend(day: date) -> None:
    following = next_business_day(day)
    assert following > day
    assert following.weekday() < 5
    assert list(business_days(day, following)) == [following]
    assert this_or_next_business_day(following) == following


def test_holidays_are_kept() -> None:
    assert next_business_day(date(2026, 12, 7)) == date(2026, 12, 9)
    assert this_or_next_business_day(date(2026, 12, 8)) == date(2026, 12, 9)


@given(st.integers(0, 10**12))
def test_the_cost_is_a_small_part(captured_minor: int) -> None:
    assert 0 <= cost_of(captured_minor) <= captured_minor // 50 + 1


@pytest.mark.parametrize(
    "value", [0, -1, 1.0, "1", None, True, 10**15 + 1, float("nan"), [], {}, float("inf")]
)
def test_what_is_no_amount_is_refused(value: Any) -> None:
    with pytest.raises(Refusal) as caught:
        read_amount({"amount_minor": value})
    assert caught.value.field == "amount_minor"


@given(st.text())
def test_a_text_is_within_its_bounds_or_refused(value: str) -> None:
    try:
        assert 0 < len(read_text({"t": value}, "t", 10).strip()) <= 10
    except Refusal:
        assert not value.strip() or len(value) > 10


@given(st.text(min_size=5, max_size=25).filter(lambda text: not NUMBER.fullmatch(text)))
def test_a_refused_number_is_not_repeated(value: str) -> None:
    with pytest.raises(Refusal) as caught:
        read_shaped({"pan": value}, "pan", NUMBER)
    assert value not in str(caught.value).replace("pan", "")


def test_currencies_are_known_ones() -> None:
    assert read_currency({"currency": "JPY"}) == "JPY"
    for value in ("jpy", "XXX", None, 978):
        with pytest.raises(Refusal):
            read_currency({"currency": value})


def test_each_network_gives_its_own_time_to_answer() -> None:
    assert [answer_within(digit).days for digit in "4523"] == [30, 45, 45, 20]
