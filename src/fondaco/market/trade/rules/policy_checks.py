"""Whether the numbers of a new policy may stand together: bounds, orders, sums, laws. Pure.

A stored policy is never judged by these again: orders keep the terms they were bought under,
also when the checks of a later Fondaco are stricter.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from fondaco.kernel.text import marked as _
from fondaco.market.trade.rules.policy import EEA, Policy
from fondaco.market.trade.rules.policy_numbers import BY_NAME, NUMBERS, Number, Unit
from fondaco.market.trade.rules.policy_values import part_of, parts, tiers, value_of
from fondaco.money.currency import CURRENCIES

ARTICLE_16 = "abcdefghijklm"
"""The letters of article 16 of Directive 2011/83/EU: what has no right of withdrawal."""

SHORTEST_RETURN_DAYS = 19
"""Room that a return needs on its way and on the seller's table before a case must end."""


@dataclass(frozen=True, slots=True)
class Problem:
    """Why a policy may not be proposed: at which number (and part), in words with ``values``
    to fill in: ``least`` and ``most`` in the number's own unit, or titles of other numbers."""

    name: str
    what: str
    part: str = ""
    values: tuple[tuple[str, Any], ...] = ()


@dataclass(frozen=True, slots=True)
class Order:
    """A number that must not exceed another, or must stay below it when ``strictly``."""

    lesser: str
    greater: str
    why: str
    strictly: bool = False


ORDERS: tuple[Order, ...] = (
    Order("accept_business_days", "ship_business_days", _("an order is accepted before it ships")),
    Order("withdrawal_days", "complete_days", _("money waits while the buyer may withdraw")),
    Order("complete_days", "cover_days", _("money is never held longer than cover lasts")),
    Order("sales_window_days", "mean_over_days", _("a mean needs more days than the window")),
    Order("cover_days", "cover_unproven_days", _("proof shortens cover, it never lengthens it")),
    Order(
        "cases.mediation_days",
        "cases.second_mediator_days",
        _("the second mediator needs days of their own"),
        strictly=True,
    ),
    Order(
        "cases.second_mediator_days",
        "cases.mediation_default_days",
        _("the head of finance needs days of their own"),
        strictly=True,
    ),
)


def problems(policy: Policy) -> tuple[Problem, ...]:
    """Everything that forbids proposing this policy, in the table's order; empty when it may."""
    order = {number.name: place for place, number in enumerate(NUMBERS)}
    found = (*_bounds(policy), *_orders(policy), *_laws(policy), *_sums(policy))
    return tuple(sorted(found, key=lambda each: order[each.name]))


def at_bounds(number: Number, part: str, value: Any) -> Problem | None:
    """What is wrong with one value taken alone, if anything."""
    if number.unit is Unit.AMOUNTS and part not in CURRENCIES:
        return Problem(number.name, _("This currency is not known."), part)
    if number.unit is Unit.EXCEPTIONS:
        if value in tuple(ARTICLE_16):
            return None
        return Problem(number.name, _("Article 16 has the letters a to m."), part)
    if number.unit is Unit.COUNTRIES or (
        isinstance(value, int) and number.least <= value <= number.most
    ):
        return None
    bounds = (("least", number.least), ("most", number.most))
    return Problem(number.name, _("It lies between %(least)s and %(most)s."), part, bounds)


def _bounds(policy: Policy) -> Iterator[Problem]:
    for number in NUMBERS:
        for part in parts(number, policy):
            problem = at_bounds(number, part, part_of(policy, number, part))
            if problem is not None:
                yield problem


def _orders(policy: Policy) -> Iterator[Problem]:
    for order in ORDERS:
        lesser, greater = value_of(policy, order.lesser), value_of(policy, order.greater)
        if lesser > greater or (order.strictly and lesser == greater):
            told = _("Must be less than “%(other)s”: %(why)s.")
            if not order.strictly:
                told = _("Must not be more than “%(other)s”: %(why)s.")
            values = (("other", BY_NAME[order.greater].title), ("why", order.why))
            yield Problem(order.lesser, told, "", values)


def _laws(policy: Policy) -> Iterator[Problem]:
    missing = sorted(set(EEA) - set(policy.withdrawal_countries))
    if missing:
        yield Problem(
            "withdrawal_countries",
            _("The right of withdrawal is law in these countries too: %(countries)s."),
            "",
            (("countries", ", ".join(missing)),),
        )
    for code in policy.withdrawal_countries:
        if not (len(code) == 2 and code.isascii() and code.isalpha() and code.isupper()):
            yield Problem("withdrawal_countries", _("Countries are ISO 3166 codes such as AT."))
            break


def _sums(policy: Policy) -> Iterator[Problem]:
    lowest = min((policy.fee_bps, *policy.category_fee_bps.values()))
    for name, tier in policy.tiers.items():
        if tier.fee_discount_bps > lowest:
            yield Problem(
                "tier.fee_discount_bps",
                _("A discount is never more than the lowest fee it is taken from."),
                name,
            )
    for above, name in pairwise(tiers(policy)):
        if policy.tier(name).reserve_bps > policy.tier(above).reserve_bps:
            yield Problem(
                "tier.reserve_bps",
                _("A more trusted tier never keeps more in reserve than the one before."),
                name,
            )
    terms = policy.cases
    needed = (
        terms.mediation_latest_days
        + terms.mediation_default_days
        + terms.return_days
        + SHORTEST_RETURN_DAYS
        + terms.mediation_days
        + terms.appeal_decision_days
    )
    if terms.longest_case_days < needed:
        yield Problem(
            "cases.longest_case_days",
            _("The steps of the longest case need %(needed)s days: mediation, return, appeal."),
            "",
            (("needed", needed),),
        )
    for code, minor in terms.small_claim.items():
        if minor > terms.two_signatures_over.get(code, minor):
            yield Problem(
                "cases.small_claim",
                _("A claim that needs two signatures is not a small one."),
                code,
            )
