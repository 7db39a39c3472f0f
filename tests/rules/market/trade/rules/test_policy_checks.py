"""A policy's numbers must stand together, and with the law."""

from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fondaco.market.trade.rules.policy import Policy
from fondaco.market.trade.rules.policy_checks import ORDERS, problems
from fondaco.market.trade.rules.policy_values import tiers, value_of
from tests.rules.market.trade.rules.changing import SIMPLE, with_value

NOW = Policy(version=1)


def names(policy: Policy) -> list[str]:
    return [each.name for each in problems(policy)]


def test_the_terms_that_fondaco_comes_with_may_be_proposed() -> None:
    assert problems(NOW) == ()


@given(st.sampled_from(SIMPLE), st.booleans())
def test_a_number_beyond_its_bounds_is_named(number: Any, is_above: bool) -> None:
    beyond = number.most + 1 if is_above else number.least - 1
    assert number.name in names(with_value(NOW, number.name, beyond))


@pytest.mark.parametrize("order", ORDERS, ids=lambda each: each.lesser)
def test_numbers_that_must_follow_each_other_do(order: Any) -> None:
    greater = value_of(NOW, order.greater)
    assert order.lesser in names(with_value(NOW, order.lesser, greater + 1))
    at_most = with_value(NOW, order.lesser, greater)
    assert (order.lesser in names(at_most)) is order.strictly


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("withdrawal_days", 13),
        ("withdrawal_refund_days", 15),
        ("cover_days", 13),
        ("cases.payment_not_mine_months", 12),
        ("cases.appeal_days", 9),
        ("withdrawal_countries", ("DE", "FR")),
        ("withdrawal_countries", (*NOW.withdrawal_countries, "gb")),
        ("withdrawal_excepted", {"flowers": "z"}),
        ("withdrawal_excepted", {"flowers": ""}),
        ("signature_over", {"XXX": 100}),
        ("tier.fee_discount_bps", 501),
        ("category_fee_bps", {"books": 90}),
        ("cases.longest_case_days", 80),
        ("cases.small_claim", {"EUR": 60_000}),
    ],
)
def test_what_law_or_arithmetic_forbids_is_not_proposed(name: str, value: Any) -> None:
    blamed = "tier.fee_discount_bps" if name == "category_fee_bps" else name
    assert blamed in names(with_value(NOW, name, value))


def test_a_trusted_seller_never_keeps_more_in_reserve_than_a_new_one() -> None:
    new = NOW.tiers["new"]
    for stored in ({**NOW.tiers, "new": replace(new, reserve_bps=100)},):
        assert "tier.reserve_bps" in names(replace(NOW, tiers=stored))


def test_tiers_stand_in_their_order_however_they_are_stored() -> None:
    backwards = replace(NOW, tiers=dict(sorted(NOW.tiers.items(), reverse=True)))
    assert tiers(backwards) == ("new", "established", "trusted")
    assert problems(backwards) == ()
