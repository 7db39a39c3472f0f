"""What other numbers would have changed of cases that are past. Pure.

A deadline is asked of each stay in a state: would it have struck before somebody acted? Made
from the table of waits, so that a new state is asked of by itself.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import partial
from uuid import UUID

from fondaco.kernel.calendar import add_business_days
from fondaco.kernel.text import marked as _
from fondaco.market.cases.rules.amounts import over, under
from fondaco.market.cases.rules.reasons import REASONS, Reason
from fondaco.market.cases.rules.waits import WAITS, Wait, wait_of
from fondaco.market.cases.rules.words import State, Unit
from fondaco.market.trade.rules.policy import CaseTerms, Policy
from fondaco.market.trade.rules.policy_numbers import BY_NAME
from fondaco.market.trade.rules.what_if import Answer, Effect, Named, Outcome, compare

NO_OPEN_DEADLINE = frozenset({State.MEDIATION})
"""Mediation is counted over all its stages, below."""


@dataclass(frozen=True, slots=True)
class Stay:
    """How long a case was in a state; ``left_at`` is None where it still is."""

    state: State
    entered_at: datetime
    left_at: datetime | None


@dataclass(frozen=True, slots=True)
class PastCase:
    """What the rules ask of a past case; ``is_decided`` when a mediator decided it."""

    id: UUID
    reference: str
    seller_id: UUID
    currency: str
    country: str
    reason: Reason
    amount_minor: int
    is_extended: bool
    is_decided: bool
    stays: tuple[Stay, ...]


def _counted(start: datetime, wait: Wait, case: PastCase, terms: CaseTerms) -> datetime:
    if wait.state is State.OPEN and case.reason is Reason.COUNTERFEIT:
        return start + timedelta(days=terms.counterfeit_invoice_days)
    number: int = getattr(terms, wait.number)
    if wait.state is State.RETURN_SHIP and case.is_extended:
        number += terms.return_extra_days
    if wait.unit is Unit.BUSINESS_DAYS:
        return add_business_days(start, number, case.country)
    return start + timedelta(days=number)


def _struck(states: frozenset[State], case: PastCase, policy: Policy, now: datetime) -> Answer:
    """Whether the deadline of one of these states would have struck; None if never in one."""
    answers = []
    for stay in case.stays:
        wait = wait_of(stay.state)
        if stay.state in states and wait is not None:
            due = _counted(stay.entered_at, wait, case, policy.cases)
            answers.append((stay.left_at or now) >= due)
    return any(answers) if answers else None


def _mediation_struck(number: str, case: PastCase, policy: Policy, now: datetime) -> Answer:
    stays = [stay for stay in case.stays if stay.state is State.MEDIATION]
    if not stays:
        return None
    due = stays[0].entered_at + timedelta(days=getattr(policy.cases, number))
    return any((stay.left_at or now) >= due for stay in stays)


def _small(case: PastCase, policy: Policy, now: datetime) -> Answer:
    """Whether a silent seller's buyer was refunded without return."""
    opened = wait_of(State.OPEN)
    goods_go_back = REASONS[case.reason].goods_go_back and case.reason is not Reason.COUNTERFEIT
    if opened is None or not goods_go_back or not case.stays:
        return None
    stay = case.stays[0]
    due = _counted(stay.entered_at, opened, case, policy.cases)
    is_over = stay.state is State.OPEN and (stay.left_at or now) >= due
    return is_over and under(case.amount_minor, policy.cases.small_claim, case.currency)


def _two(case: PastCase, policy: Policy, _now: datetime) -> Answer:
    if not case.is_decided:
        return None
    return over(case.amount_minor, policy.cases.two_signatures_over, case.currency)


def _waits() -> tuple[Effect[PastCase], ...]:
    """One effect for each number of the table of waits; two states may share a number."""
    states: dict[str, set[State]] = {}
    for wait in WAITS:
        if wait.state not in NO_OPEN_DEADLINE:
            states.setdefault(wait.number, set()).add(wait.state)
    besides = {
        State.OPEN: "cases.counterfeit_invoice_days",
        State.RETURN_SHIP: "cases.return_extra_days",
    }
    found = []
    for number, those in states.items():
        names = (f"cases.{number}", *(name for state, name in besides.items() if state in those))
        answer: Callable[[PastCase, Policy, datetime], Answer] = partial(_struck, frozenset(those))
        found.append(Effect(BY_NAME[names[0]].title, names, answer, _("out of time")))
    return tuple(found)


CASE_EFFECTS: tuple[Effect[PastCase], ...] = (
    *_waits(),
    *(
        Effect(
            BY_NAME[f"cases.{number}"].title,
            (f"cases.{number}",),
            partial(_mediation_struck, number),
            _("out of time"),
        )
        for number in ("mediation_days", "second_mediator_days", "mediation_default_days")
    ),
    Effect(
        BY_NAME["cases.small_claim"].title,
        ("cases.small_claim",),
        _small,
        _("refunded without return"),
    ),
    Effect(
        BY_NAME["cases.two_signatures_over"].title,
        ("cases.two_signatures_over",),
        _two,
        _("signed by two"),
    ),
)


def of_cases(
    cases: Sequence[PastCase], *, before: Policy, after: Policy, now: datetime
) -> tuple[Outcome, ...]:
    """What ``after`` instead of ``before`` would have changed of these cases."""
    return compare(
        CASE_EFFECTS,
        cases,
        before=before,
        after=after,
        now=now,
        named=lambda each: Named(each.reference, str(each.id), each.seller_id, each.currency),
    )
