"""Until when each state waits. Business days are those of the seller's country.

A case ends within the policy's longest time, stopped clocks and the card network's time apart.
So that the later steps keep room, each state has a last day: what follows it is subtracted.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta

from fondaco.kernel.calendar import add_business_days
from fondaco.market.cases.lifecycle import NEGOTIATING, wait_of
from fondaco.market.cases.rules.reasons import Reason
from fondaco.market.cases.rules.words import State, Unit
from fondaco.market.trade.rules.policy import CaseTerms

SHORTEST_APPEAL_DAYS = 10
SHORTEST_CHECK_DAYS = 4
SHORTEST_TRANSIT_DAYS = 15

STAGES = ("mediation_days", "second_mediator_days", "mediation_default_days")
"""How long mediation waits from its start: the first mediator, another, the head of finance."""


@dataclass(frozen=True, slots=True)
class Clock:
    """The times of a case. ``stopped`` is how long its clock stood still so far;
    ``mediation_from`` is when mediation began, moved by stops; ``stage`` counts from 1."""

    now: datetime
    opened_at: datetime
    stopped: timedelta
    mediation_from: datetime | None
    stage: int
    country: str
    reason: Reason


def _last_day(state: State, clock: Clock, terms: CaseTerms) -> datetime | None:
    """When a state must have ended at the latest; None where the case's own clock stands."""
    if state in {State.EVIDENCE_ASKED, State.CHARGEBACK_HOLD}:
        return None
    appeal = terms.appeal_decision_days
    mediation = appeal + SHORTEST_APPEAL_DAYS
    check = mediation + terms.mediation_days
    transit = check + SHORTEST_CHECK_DAYS
    rooms = {
        State.APPEAL: 0,
        State.DECIDED: appeal,
        State.RETURN_CHECK: check,
        State.RETURN_TRANSIT: transit,
        State.RETURN_SHIP: transit + SHORTEST_TRANSIT_DAYS,
        State.RETURN_LABEL: transit + SHORTEST_TRANSIT_DAYS,
    }
    days = terms.longest_case_days - rooms.get(state, mediation)
    if state in NEGOTIATING:
        days = min(days, terms.mediation_latest_days)
    return clock.opened_at + timedelta(days=days) + clock.stopped


def due_at(state: State, clock: Clock, terms: CaseTerms) -> datetime:
    """When the state's default happens. Never before now, never after the state's last day."""
    due = _mediation(clock, terms) if state is State.MEDIATION else _counted(state, clock, terms)
    last = _last_day(state, clock, terms)
    return max(due if last is None else min(due, last), clock.now)


def _counted(state: State, clock: Clock, terms: CaseTerms) -> datetime:
    wait = wait_of(state)
    if wait is None:
        raise ValueError("nobody is waited for in a closed case")
    if state is State.OPEN and clock.reason is Reason.COUNTERFEIT:
        return clock.now + timedelta(days=terms.counterfeit_invoice_days)
    number: int = getattr(terms, wait.number)
    if wait.unit is Unit.BUSINESS_DAYS:
        return add_business_days(clock.now, number, clock.country)
    return clock.now + timedelta(days=number)


def _mediation(clock: Clock, terms: CaseTerms) -> datetime:
    """From the start of mediation, by stage; a return to it keeps that.

    Where the time is over because a return was carried out meanwhile, the mediator has the
    first stage's days once more to look at what came back.
    """
    start = clock.mediation_from or clock.now
    number: int = getattr(terms, STAGES[min(clock.stage, len(STAGES)) - 1])
    due = start + timedelta(days=number)
    return due if due > clock.now else clock.now + timedelta(days=terms.mediation_days)


def next_stage_at(clock: Clock, terms: CaseTerms) -> datetime:
    """When the next stage of mediation ends, after the stage before it passed in silence."""
    start = clock.mediation_from or clock.now
    number: int = getattr(terms, STAGES[min(clock.stage, len(STAGES)) - 1])
    last = _last_day(State.MEDIATION, clock, terms)
    due = start + timedelta(days=number)
    return max(min(due, last) if last else due, clock.now)


def extended(due: datetime, clock: Clock, terms: CaseTerms) -> datetime:
    """The return's deadline, once more days later."""
    last = _last_day(State.RETURN_SHIP, clock, terms)
    later = due + timedelta(days=terms.return_extra_days)
    return max(min(later, last) if last else later, due)
