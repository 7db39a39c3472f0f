"""A policy with one number changed."""

from dataclasses import replace
from typing import Any

from fondaco.market.trade.rules.policy import Policy
from fondaco.market.trade.rules.policy_numbers import NUMBERS, Unit

PLAIN = {Unit.MINUTES, Unit.DAYS, Unit.BUSINESS_DAYS, Unit.MONTHS, Unit.COUNT, Unit.SHARE}
SIMPLE = [each for each in NUMBERS if each.unit in PLAIN and not each.is_by_tier]


def with_value(policy: Policy, name: str, value: Any) -> Policy:
    owner, _dot, attribute = name.rpartition(".")
    if owner == "cases":
        return replace(policy, cases=replace(policy.cases, **{attribute: value}))
    if owner == "tier":
        new = replace(policy.tiers["new"], **{attribute: value})
        return replace(policy, tiers={**policy.tiers, "new": new})
    return replace(policy, **{attribute: value})
