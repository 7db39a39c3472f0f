"""What is owed is collected to the cent, oldest first, and somebody bears what nothing paid."""

from hypothesis import given
from hypothesis import strategies as st

from fondaco.market.trade.rules.debts import borne, left_of_oldest, taken

minor = st.integers(0, 100_000)


@given(st.lists(minor, max_size=6), minor)
def test_the_oldest_is_paid_first_and_never_more_than_there_is(
    left: list[int], available: int
) -> None:
    found = taken(left, available)
    assert sum(found) == min(sum(left), available)
    assert all(0 <= each <= owed for each, owed in zip(found, left, strict=True))
    open_ones = [each < owed for each, owed in zip(found, left, strict=True)]
    after_the_first_open = found[open_ones.index(True) + 1 :] if True in open_ones else []
    assert not any(after_the_first_open)


@given(st.lists(minor, min_size=1, max_size=6), minor)
def test_what_is_owed_belongs_to_the_newest(amounts: list[int], paid: int) -> None:
    owed = max(sum(amounts) - paid, 0)
    assert left_of_oldest(amounts, owed) == amounts[0] - taken(amounts, paid)[0]


@given(minor, st.integers(-100_000, 100_000), st.booleans())
def test_fund_and_platform_bear_all_of_it(left: int, free: int, are_linked: bool) -> None:
    fund, platform = borne(left, fund_free_minor=free, are_linked=are_linked)
    assert fund + platform == left
    assert 0 <= fund <= max(free, 0)
    assert platform >= 0
    assert not (are_linked and fund)
