"""A policy's values by the names of the table, and what two policies do not share. Pure."""

from dataclasses import dataclass
from typing import Any

from fondaco.market.members.rules import TIERS
from fondaco.market.trade.rules.policy import Policy
from fondaco.market.trade.rules.policy_numbers import NUMBERS, Number, Unit


def value_of(policy: Policy, name: str, tier: str = "") -> Any:
    """A policy's value for a number of the table; ``tier`` where each tier has its own."""
    owner, _dot, attribute = name.rpartition(".")
    if owner == "tier":
        return getattr(policy.tier(tier), attribute)
    return getattr(policy.cases if owner == "cases" else policy, attribute)


@dataclass(frozen=True, slots=True)
class Difference:
    """One value that two policies do not share. ``part`` is the tier, currency or category; None
    stands for a part that is missing."""

    number: Number
    part: str
    before: Any
    after: Any


def differences(before: Policy, after: Policy) -> tuple[Difference, ...]:
    """What a second policy changes of a first, in the table's order."""
    found: list[Difference] = []
    for number in NUMBERS:
        for part in parts(number, before, after):
            old, new = part_of(before, number, part), part_of(after, number, part)
            if old != new:
                found.append(Difference(number, part, old, new))
    return tuple(found)


def tiers(*policies: Policy) -> tuple[str, ...]:
    """The tiers of these policies from the newest sellers' to the most trusted ones'; a stored
    body does not keep their order on every engine."""
    named = {tier for policy in policies for tier in policy.tiers}
    return (*(tier for tier in TIERS if tier in named), *sorted(named - set(TIERS)))


def parts(number: Number, *policies: Policy) -> tuple[str, ...]:
    """The parts that a number has in these policies; one nameless part where it has none."""
    if number.is_by_tier:
        return tiers(*policies)
    if number.is_map:
        return tuple(sorted({key for each in policies for key in value_of(each, number.name)}))
    return ("",)


def part_of(policy: Policy, number: Number, part: str) -> Any:
    """The value of one part; None when the policy has no such part."""
    if number.is_by_tier:
        return value_of(policy, number.name, part) if part in policy.tiers else None
    whole = value_of(policy, number.name)
    if number.is_map:
        return whole.get(part)
    return tuple(whole) if number.unit is Unit.COUNTRIES else whole
