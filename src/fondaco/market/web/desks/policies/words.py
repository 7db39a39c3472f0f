"""Numbers of a policy in words: with their unit, part by part, old and new."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import get_language, ngettext_lazy
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy

from fondaco.market.catalogue import queries as catalogue
from fondaco.market.trade.rules.policy_checks import Problem
from fondaco.market.trade.rules.policy_numbers import Group, Number, Unit
from fondaco.market.trade.rules.policy_values import Difference
from fondaco.market.web.shell import formats
from fondaco.market.web.shell.words import money_words

GROUPS: Mapping[Group, Any] = {
    Group.FEES: lazy("Fees"),
    Group.RESERVE: lazy("Tiers and reserve"),
    Group.DEADLINES: lazy("Orders: deadlines and proof"),
    Group.COVER: lazy("Cover"),
    Group.WITHDRAWAL: lazy("Withdrawal"),
    Group.CASES: lazy("Cases"),
    Group.MEDIATION: lazy("Mediation, decisions, appeal"),
    Group.LIMITS: lazy("Limits"),
}
TIER_NAMES: Mapping[str, Any] = {
    "new": lazy("New"),
    "established": lazy("Established"),
    "trusted": lazy("Trusted"),
}
COUNTED: Mapping[Unit, Any] = {
    Unit.MINUTES: ngettext_lazy("%(n)s minute", "%(n)s minutes", "n"),
    Unit.DAYS: ngettext_lazy("%(n)s day", "%(n)s days", "n"),
    Unit.BUSINESS_DAYS: ngettext_lazy("%(n)s business day", "%(n)s business days", "n"),
    Unit.MONTHS: ngettext_lazy("%(n)s month", "%(n)s months", "n"),
}
UNIT_NAMES: Mapping[Unit, Any] = {
    Unit.MINUTES: lazy("minutes"),
    Unit.DAYS: lazy("days"),
    Unit.BUSINESS_DAYS: lazy("business days"),
    Unit.MONTHS: lazy("months"),
    Unit.SHARE: "%",
    Unit.SHARES_BY_CATEGORY: "%",
}


@dataclass(frozen=True, slots=True)
class Change:
    """One difference as it is shown."""

    group: str
    title: str
    part: str
    before: str
    after: str


def categories() -> dict[str, str]:
    """Every category's slug to its name, in the tree's order."""
    return {
        node.slug: _(node.name) for top in catalogue.categories() for node in (top, *top.children)
    }


def part_words(number: Number, part: str, names: Mapping[str, str]) -> str:
    """A tier, currency or category by its name."""
    if number.is_by_tier:
        return str(TIER_NAMES.get(part, part))
    return names.get(part, part)


def value_words(number: Number, value: Any, part: str) -> str:
    """One value with its unit; “none” for a part that is missing."""
    if value is None:
        return _("none")
    if number.unit in COUNTED:
        return str(COUNTED[number.unit] % {"n": value})
    if number.unit in {Unit.SHARE, Unit.SHARES_BY_CATEGORY}:
        return formats.percent_text(value, get_language() or "en", 2 if value % 100 else 0)
    if number.unit is Unit.AMOUNTS:
        return money_words(value, part)
    if number.unit is Unit.YES_NO:
        return _("yes") if value else _("no")
    if number.unit is Unit.COUNTRIES:
        return ", ".join(value)
    if number.unit is Unit.EXCEPTIONS:
        return _("letter %(letter)s") % {"letter": value}
    return str(value)


def changes(found: Iterable[Difference]) -> list[Change]:
    """Differences in words, in the table's order; of countries only what came and went."""
    names = categories()
    told = []
    for each in found:
        before, after = each.before, each.after
        if each.number.unit is Unit.COUNTRIES:
            before, after = (
                [code for code in before if code not in each.after],
                [code for code in after if code not in each.before],
            )
        told.append(
            Change(
                str(GROUPS[each.number.group]),
                _(each.number.title),
                part_words(each.number, each.part, names) if each.part else "",
                value_words(each.number, before, each.part) or _("none more"),
                value_words(each.number, after, each.part) or _("none more"),
            )
        )
    return told


def problem_words(problem: Problem, number: Number) -> str:
    """Why a number may not stand, with its bounds in its own unit."""
    values = {
        name: value_words(number, value, problem.part)
        if name in {"least", "most"}
        else _(value)
        if isinstance(value, str)
        else value
        for name, value in problem.values
    }
    return _(problem.what) % values if values else _(problem.what)


def bounds_words(number: Number) -> str:
    """The bounds as a hint; empty where a number has none in its own unit."""
    if number.unit in {Unit.YES_NO, Unit.COUNTRIES, Unit.EXCEPTIONS, Unit.AMOUNTS}:
        return ""
    least = value_words(number, number.least, "")
    return _("%(least)s to %(most)s") % {
        "least": least,
        "most": value_words(number, number.most, ""),
    }
