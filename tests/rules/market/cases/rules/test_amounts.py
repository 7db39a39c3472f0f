"""Amounts of cases: never above what is left, and every cent lands on a line."""

from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fondaco.kernel.errors import Refusal
from fondaco.market.cases.rules.amounts import (
    LineLeft,
    checked,
    over,
    refundable,
    spread,
    under,
)

LINES = st.lists(
    st.tuples(st.integers(0, 100_000), st.integers(0, 5_000)), min_size=1, max_size=6
).map(lambda pairs: [LineLeft(UUID(int=at), *pair) for at, pair in enumerate(pairs)])


@given(LINES, st.data())
def test_a_refund_falls_on_lines_and_shipping_to_the_cent(
    lines: list[LineLeft], data: st.DataObject
) -> None:
    amount = data.draw(st.integers(0, refundable(lines)))
    pairs, shipping = spread(amount, lines)
    assert sum(minor for _line, minor in pairs) + shipping == amount
    left = {line.line_id: line.goods_minor for line in lines}
    assert all(0 <= minor <= left[line_id] for line_id, minor in pairs)
    assert 0 <= shipping <= sum(line.shipping_minor for line in lines)


@given(LINES)
def test_more_than_is_left_cannot_be_spread(lines: list[LineLeft]) -> None:
    with pytest.raises(ValueError, match="left"):
        spread(refundable(lines) + 1, lines)


@given(st.integers(1, 10_000), st.integers(-5, 20_000))
def test_a_part_is_above_zero_and_within_what_is_left(left: int, amount: int) -> None:
    if 0 < amount <= left:
        assert checked("part_refund", amount, left) == amount
    else:
        with pytest.raises(Refusal) as refused:
            checked("part_refund", amount, left)
        assert refused.value.code == "amount_too_much"


def test_a_full_refund_is_all_that_is_left_and_a_replacement_is_no_money() -> None:
    assert checked("full_refund", 3, 500) == 500
    assert checked("return_refund", 0, 500) == 500
    assert checked("replacement", 9, 500) == checked("nothing", 9, 500) == 0


def test_an_unknown_currency_is_treated_with_the_most_care() -> None:
    assert over(1, {"EUR": 50_000}, "JPY")
    assert not under(1, {"EUR": 2_000}, "JPY")
    assert over(50_001, {"EUR": 50_000}, "EUR")
    assert not over(50_000, {"EUR": 50_000}, "EUR")
    assert under(1_999, {"EUR": 2_000}, "EUR")
    assert not under(2_000, {"EUR": 2_000}, "EUR")
