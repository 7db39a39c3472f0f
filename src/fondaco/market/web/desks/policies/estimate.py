"""Whom a proposed policy would have changed in the last 90 days, in words."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from urllib.parse import urlencode
from uuid import UUID

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from fondaco.kernel import clock
from fondaco.market.cases import queries as cases
from fondaco.market.cases.rules.what_if import CASE_EFFECTS, of_cases
from fondaco.market.trade import queries as trade
from fondaco.market.trade.rules.policy import Policy
from fondaco.market.trade.rules.policy_values import differences
from fondaco.market.trade.rules.what_if import ORDER_EFFECTS, Answer, Named, Outcome, of_orders
from fondaco.market.web.shell.words import moment_words, money_words

DAYS = 90


@dataclass(frozen=True, slots=True)
class ExampleWords:
    """One order or case that would have gone otherwise, and where it is looked at."""

    reference: str
    url: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class Line:
    """One effect: how many orders or cases, of how many sellers, by how much."""

    title: str
    count: str
    sellers: int
    by: str
    examples: tuple[ExampleWords, ...]


@dataclass(frozen=True, slots=True)
class Estimate:
    """The whole answer. ``not_asked`` are changed numbers that nothing of the past answers."""

    orders: int
    cases: int
    sellers: int
    is_cut: bool
    lines: tuple[Line, ...]
    not_asked: tuple[str, ...]


def estimate(before: Policy, after: Policy) -> Estimate:
    """What ``after`` instead of ``before`` would have changed. Four statements."""
    now = clock.now()
    since = now - timedelta(days=DAYS)
    past, complained = trade.past_orders(since), cases.past_cases(since)
    by_orders = of_orders(past.items, before=before, after=after, now=now)
    by_cases = of_cases(complained.items, before=before, after=after, now=now)
    asked = {name for effect in ORDER_EFFECTS for name in effect.numbers}
    asked |= {name for effect in CASE_EFFECTS for name in effect.numbers}
    changed = {each.number.name: each.number for each in differences(before, after)}
    return Estimate(
        orders=len(past.items),
        cases=len(complained.items),
        sellers=len(
            {order.seller_id for order in past.items}
            | {case.seller_id for case in complained.items}
        ),
        is_cut=past.is_cut or complained.is_cut,
        lines=(
            *(_line(each, _orders(each.count), _order_page) for each in by_orders),
            *(_line(each, _cases(each.count), _case_page) for each in by_cases),
        ),
        not_asked=tuple(_(each.title) for name, each in changed.items() if name not in asked),
    )


def _orders(count: int) -> str:
    return ngettext("%(n)s order", "%(n)s orders", count) % {"n": count}


def _cases(count: int) -> str:
    return ngettext("%(n)s case", "%(n)s cases", count) % {"n": count}


def _order_page(thing: Named) -> str:
    return f"{reverse('desk_payments_one')}?{urlencode({'reference': thing.page})}"


def _case_page(thing: Named) -> str:
    return reverse("desk_case", args=[UUID(thing.page)])


def _line(outcome: Outcome, count: str, page: Callable[[Named], str]) -> Line:
    return Line(
        title=_(outcome.title),
        count=count,
        sellers=outcome.sellers,
        by="; ".join(_by(outcome)),
        examples=tuple(
            ExampleWords(
                each.thing.reference,
                page(each.thing),
                _answer(each.before, outcome.yes, each.thing.currency),
                _answer(each.after, outcome.yes, each.thing.currency),
            )
            for each in outcome.examples
        ),
    )


def _by(outcome: Outcome) -> Iterable[str]:
    for currency, minor in outcome.amounts.items():
        amount = money_words(abs(minor), currency)
        yield (_("%(amount)s more") if minor >= 0 else _("%(amount)s less")) % {"amount": amount}
    if outcome.days is not None:
        told = _("%(days)s days later on average")
        if outcome.days < 0:
            told = _("%(days)s days sooner on average")
        yield told % {"days": f"{abs(outcome.days):g}"}
    if outcome.now_yes:
        yield _("%(n)s newly %(what)s") % {"n": outcome.now_yes, "what": _(outcome.yes)}
    if outcome.now_no:
        yield _("%(n)s no longer %(what)s") % {"n": outcome.now_no, "what": _(outcome.yes)}


def _answer(answer: Answer, yes: str, currency: str) -> str:
    if answer is None:
        return "–"
    if isinstance(answer, bool):
        return _(yes) if answer else _("not %(what)s") % {"what": _(yes)}
    if isinstance(answer, datetime):
        return moment_words(answer)
    return money_words(answer, currency)
