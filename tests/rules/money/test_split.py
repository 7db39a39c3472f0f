"""Dividing amounts."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fondaco.money.split import basis_points, split

amounts = st.integers(0, 10**15)
weights = st.lists(st.integers(0, 10**9), min_size=1, max_size=30).filter(any)


@given(amounts, weights)
def test_shares_sum_to_the_amount(amount: int, parts: list[int]) -> None:
    assert sum(split(amount, parts)) == amount


@given(amounts, weights)
def test_each_share_is_within_one_unit_of_its_exact_part(amount: int, parts: list[int]) -> None:
    total = sum(parts)
    for share, weight in zip(split(amount, parts), parts, strict=True):
        assert abs(share * total - amount * weight) < total


@given(amounts, weights)
def test_a_weight_of_zero_gets_nothing(amount: int, parts: list[int]) -> None:
    assert all(
        share == 0 for share, weight in zip(split(amount, parts), parts, strict=True) if weight == 0
    )


def test_odd_cents_go_to_the_largest_remainder_earlier_first() -> None:
    assert split(100, [1, 1, 1]) == [34, 33, 33]
    assert split(5, [3, 3, 4]) == [2, 1, 2]


@pytest.mark.parametrize(("amount", "parts"), [(-1, [1]), (1, [-1, 2]), (1, [0, 0])])
def test_what_cannot_be_divided_is_refused(amount: int, parts: list[int]) -> None:
    with pytest.raises(ValueError, match="must"):
        split(amount, parts)


@given(amounts, st.integers(0, 10_000))
def test_a_rate_up_to_all_never_exceeds_the_amount(amount: int, rate: int) -> None:
    assert 0 <= basis_points(amount, rate) <= amount


def test_half_a_unit_is_rounded_up() -> None:
    assert basis_points(50, 100) == 1
    assert basis_points(49, 100) == 0
