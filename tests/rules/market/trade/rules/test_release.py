"""A release divides what is in escrow, and every cent of it."""

from hypothesis import given
from hypothesis import strategies as st

from fondaco.market.trade.rules.release import Releasable, plan


@st.composite
def releasable(draw: st.DrawFn) -> Releasable:
    gross = draw(st.integers(0, 500_000))
    return Releasable(gross, draw(st.integers(0, gross)), draw(st.integers(0, gross)))


lines = st.lists(releasable(), min_size=1, max_size=8)


@given(lines, st.integers(0, 10_000), st.integers(-5, 600_000))
def test_fee_debt_reserve_and_balance_are_all_there_is(
    each: list[Releasable], reserve_bps: int, debt: int
) -> None:
    done = plan(each, reserve_bps=reserve_bps, debt_minor=debt)
    parts = (done.fee_minor, done.debt_minor, done.reserve_minor, done.balance_minor)
    assert all(part >= 0 for part in parts)
    assert sum(parts) == done.gross_minor == sum(line.kept_minor for line in each)
    assert done.debt_minor <= max(debt, 0)


def test_a_refunded_line_brings_neither_money_nor_fee() -> None:
    done = plan([Releasable(5_000, 5_000, 300)], reserve_bps=2_000, debt_minor=0)
    assert (done.gross_minor, done.fee_minor) == (0, 0)


def test_a_new_seller_waits_for_a_fifth_of_it() -> None:
    done = plan([Releasable(8_390, 0, 445)], reserve_bps=2_000, debt_minor=0)
    assert (done.fee_minor, done.reserve_minor, done.balance_minor) == (445, 1_589, 6_356)


def test_what_a_seller_owes_is_paid_first() -> None:
    done = plan([Releasable(1_000, 0, 100)], reserve_bps=2_000, debt_minor=500)
    assert (done.debt_minor, done.reserve_minor, done.balance_minor) == (500, 80, 320)
