"""Every number of a policy stands in the table."""

from dataclasses import fields

from fondaco.market.trade.rules.policy import CaseTerms, Policy, Tier
from fondaco.market.trade.rules.policy_numbers import BY_NAME, NUMBERS


def test_every_number_of_a_policy_has_a_line_in_the_table_and_none_has_two() -> None:
    held = {each.name for each in fields(Policy)} - {"version", "tiers", "cases"}
    held |= {f"cases.{each.name}" for each in fields(CaseTerms)}
    held |= {f"tier.{each.name}" for each in fields(Tier)}
    assert {number.name for number in NUMBERS} == held
    assert len(BY_NAME) == len(NUMBERS)
