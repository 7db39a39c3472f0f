"""What two policies do not share."""

from dataclasses import replace
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from fondaco.market.trade.rules.policy import Policy, from_dict
from fondaco.market.trade.rules.policy_values import differences, value_of
from tests.rules.market.trade.rules.changing import SIMPLE, with_value

NOW = Policy(version=1)


@given(st.sampled_from(SIMPLE), st.integers(0, 1_000))
def test_only_what_changed_is_a_difference_and_it_survives_storage(number: Any, by: int) -> None:
    old = value_of(NOW, number.name)
    after = from_dict(2, with_value(NOW, number.name, old + by).as_dict())
    found = differences(NOW, after)
    expected = [(number.name, "", old, old + by)] if by else []
    assert [(each.number.name, each.part, each.before, each.after) for each in found] == expected


def test_a_part_that_comes_or_goes_is_a_difference() -> None:
    after = replace(NOW, fee_fixed={**NOW.fee_fixed, "PLN": 120}, category_fee_bps={"books": 300})
    after = replace(after, signature_over={"EUR": 25_000})
    told = {
        (each.number.name, each.part): (each.before, each.after) for each in differences(NOW, after)
    }
    assert told["fee_fixed", "PLN"] == (100, 120)
    assert told["category_fee_bps", "books"] == (None, 300)
    assert told["signature_over", "JPY"] == (40_000, None)
    assert ("fee_fixed", "EUR") not in told
