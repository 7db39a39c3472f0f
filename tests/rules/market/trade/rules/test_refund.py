"""A refund's sources and parts: nothing lost, nothing twice, never more than was there."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fondaco.market.trade.rules.refund import (
    Part,
    Refundable,
    TooMuch,
    fee_returned,
    parts,
    plan,
    spread,
)


@st.composite
def refundable(draw: st.DrawFn) -> Refundable:
    total, shipping = draw(st.integers(0, 200_000)), draw(st.integers(0, 5_000))
    return Refundable(
        total,
        shipping,
        draw(st.integers(0, total)),
        draw(st.integers(0, shipping)),
        draw(st.integers(0, total + shipping)),
        draw(st.booleans()),
    )


@st.composite
def refunds(draw: st.DrawFn) -> tuple[dict[int, Refundable], dict[int, int], int]:
    lines = dict(enumerate(draw(st.lists(refundable(), min_size=1, max_size=6))))
    goods = {
        position: draw(st.integers(0, line.total_minor - line.refunded_minor))
        for position, line in lines.items()
        if draw(st.booleans())
    }
    left = sum(line.shipping_minor - line.refunded_shipping_minor for line in lines.values())
    return lines, goods, draw(st.integers(0, left))


@given(refunds())
def test_the_parts_sum_to_the_refund_and_leave_every_line_whole(
    asked: tuple[dict[int, Refundable], dict[int, int], int],
) -> None:
    lines, goods, shipping = asked
    spread = parts(lines, goods, shipping)
    assert sum(part.minor for part in spread.values()) == sum(goods.values()) + shipping
    for position, part in spread.items():
        line = lines[position]
        assert part.goods_minor == goods.get(position, 0)
        assert line.refunded_shipping_minor + part.shipping_minor <= line.shipping_minor


@given(refunds(), st.integers(-50, 90_000), st.integers(0, 90_000), st.integers(-50, 90_000))
def test_the_sources_sum_to_the_refund_and_none_is_overdrawn(
    asked: tuple[dict[int, Refundable], dict[int, int], int],
    balance: int,
    reserve: int,
    fund: int,
) -> None:
    lines, goods, shipping = asked
    affected = [(lines[at], part) for at, part in parts(lines, goods, shipping).items()]
    chosen = plan(affected, balance_minor=balance, reserve_minor=reserve, fund_minor=fund)
    assert chosen.total_minor == sum(goods.values()) + shipping
    assert chosen.escrow_minor == sum(part.minor for line, part in affected if not line.is_released)
    assert chosen.balance_minor <= max(balance, 0)
    assert chosen.reserve_minor <= reserve
    assert chosen.fund_minor <= max(fund, 0)
    assert chosen.debt_minor == 0 or chosen.balance_minor == max(balance, 0)


@given(refundable(), st.data())
def test_a_refund_in_steps_returns_the_same_fee_as_at_once(
    line: Refundable, data: st.DataObject
) -> None:
    whole = line.kept_minor
    first = data.draw(st.integers(0, whole))
    after = Refundable(
        line.total_minor,
        line.shipping_minor,
        line.refunded_minor + min(first, line.total_minor - line.refunded_minor),
        line.refunded_shipping_minor + first - min(first, line.total_minor - line.refunded_minor),
        line.fee_minor,
        line.is_released,
    )
    steps = fee_returned(line, first) + fee_returned(after, whole - first)
    assert steps == fee_returned(line, whole)


def test_more_than_is_left_is_refused() -> None:
    line = Refundable(1_000, 100, 400, 0, 50, False)
    for goods, shipping in (({0: 601}, 0), ({0: 600}, 101), ({0: -1}, 0), ({}, -1)):
        with pytest.raises(TooMuch):
            parts({0: line}, goods, shipping)


def test_after_a_release_fee_balance_reserve_fund_and_platform_pay_in_turn() -> None:
    line = Refundable(10_000, 0, 0, 0, 500, True)
    chosen = plan(
        [(line, Part(10_000, 0))], balance_minor=4_000, reserve_minor=2_000, fund_minor=1_000
    )
    assert (chosen.fee_minor, chosen.balance_minor, chosen.reserve_minor) == (500, 4_000, 2_000)
    assert (chosen.fund_minor, chosen.platform_minor, chosen.debt_minor) == (1_000, 2_500, 3_500)


@given(st.lists(refundable(), min_size=1, max_size=6), st.data())
def test_a_sum_that_names_no_lines_is_spread_over_what_is_left(
    each: list[Refundable], data: st.DataObject
) -> None:
    lines = dict(enumerate(each))
    left = sum(line.kept_minor for line in each)
    amount = data.draw(st.integers(0, left))
    found = spread(lines, amount)
    assert sum(part.minor for part in found.values()) == amount
    for position, part in found.items():
        line = lines[position]
        assert 0 <= part.goods_minor <= line.total_minor - line.refunded_minor
        assert 0 <= part.shipping_minor <= line.shipping_minor - line.refunded_shipping_minor
    with pytest.raises(TooMuch):
        spread(lines, left + 1)
