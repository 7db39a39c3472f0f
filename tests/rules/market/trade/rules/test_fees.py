"""The fee: by category and tier, odd cents somewhere, never more than the order."""

from hypothesis import given
from hypothesis import strategies as st

from fondaco.market.trade.rules.fees import Charged, fee, fee_of_kept
from fondaco.market.trade.rules.policy import Policy

amounts = st.lists(st.integers(0, 500_000), min_size=1, max_size=8)


def charged(*grosses: int, category: str = "lighting") -> list[Charged]:
    return [Charged(gross, category) for gross in grosses]


def test_five_percent_and_the_fixed_part() -> None:
    assert fee(charged(8390), tier="new", currency="EUR", policy=Policy()) == [420 + 25]


def test_a_better_tier_pays_less_and_a_category_has_its_own_rate() -> None:
    policy = Policy(category_fee_bps={"books": 1_000})
    assert fee(charged(10_000), tier="trusted", currency="EUR", policy=policy) == [425]
    books = charged(10_000, category="books")
    assert fee(books, tier="trusted", currency="EUR", policy=policy) == [925]


def test_nothing_sold_costs_nothing() -> None:
    assert fee(charged(0, 0), tier="new", currency="EUR", policy=Policy()) == [0, 0]


def test_the_fixed_part_never_exceeds_a_tiny_order() -> None:
    assert fee(charged(10), tier="new", currency="EUR", policy=Policy()) == [10]


@given(amounts, st.sampled_from(["new", "established", "trusted"]))
def test_no_line_pays_more_than_it_brought_in(grosses: list[int], tier: str) -> None:
    fees = fee(charged(*grosses), tier=tier, currency="EUR", policy=Policy())
    assert len(fees) == len(grosses)
    assert all(0 <= each <= gross for each, gross in zip(fees, grosses, strict=True))


@given(st.integers(1, 500_000), st.data())
def test_the_fee_shrinks_with_refunds_and_a_full_refund_returns_all(
    gross: int, data: st.DataObject
) -> None:
    whole = data.draw(st.integers(0, gross))
    kept = data.draw(st.integers(0, gross))
    less = data.draw(st.integers(0, kept))
    assert fee_of_kept(whole, gross, gross) == whole
    assert fee_of_kept(whole, 0, gross) == 0
    assert fee_of_kept(whole, less, gross) <= fee_of_kept(whole, kept, gross) <= kept
