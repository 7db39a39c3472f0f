"""Until when each state waits. Business days are those of the seller's country.

A case ends within the policy's longest time, stopped clocks and the card network's time apart.
So that the later steps keep room, each state has a last day: what follows it is subtracted.
"""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from fondaco.kernel.calendar import add_business_days
from fondaco.market.cases.lifecycle import NEGOTIATING, Row
from fondaco.market.cases.rules.reasons import Reason
from fondaco.market.cases.rules.standing import DEFAULTED
from fondaco.market.cases.rules.waits import wait_of
from fondaco.market.cases.rules.words import Event, State, Unit
from fondaco.market.trade.rules.policy import CaseTerms

STOPPED = frozenset({State.EVIDENCE_ASKED, State.CHARGEBACK_HOLD})
"""States in which the case's own clock stands still."""

SHORTEST_APPEAL_DAYS = 10
SHORTEST_CHECK_DAYS = 4
SHORTEST_TRANSIT_DAYS = 15

STAGES = ("mediation_days", "second_mediator_days", "mediation_default_days")
"""How long mediation waits from its start: the first mediator, another, the head of finance."""


@dataclass(frozen=True, slots=True)
class Clock:
    """The times of a case. ``stopped`` is how long its clock stood still so far, and
    ``stopped_at`` since when it stands still now; ``mediation_from`` is when mediation began,
    moved by stops; ``stage`` counts from 1; ``interrupted`` is what a chargeback interrupted."""

    now: datetime
    opened_at: datetime
    country: str
    reason: Reason
    stopped: timedelta = timedelta(0)
    stopped_at: datetime | None = None
    mediation_from: datetime | None = None
    stage: int = 0
    due_at: datetime | None = None
    interrupted: State | None = None


def _last_day(state: State, clock: Clock, terms: CaseTerms) -> datetime | None:
    """When a state must have ended at the latest; None where the case's own clock stands."""
    if state in STOPPED:
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


def _next_stage_at(clock: Clock, terms: CaseTerms) -> datetime:
    """When the next stage of mediation ends, after the stage before it passed in silence."""
    start = clock.mediation_from or clock.now
    number: int = getattr(terms, STAGES[min(clock.stage, len(STAGES)) - 1])
    last = _last_day(State.MEDIATION, clock, terms)
    due = start + timedelta(days=number)
    return max(min(due, last) if last else due, clock.now)


def _extended(due: datetime, clock: Clock, terms: CaseTerms) -> datetime:
    """The return's deadline, once more days later."""
    last = _last_day(State.RETURN_SHIP, clock, terms)
    later = due + timedelta(days=terms.return_extra_days)
    return max(min(later, last) if last else later, due)


def after(clock: Clock, row: Row, terms: CaseTerms) -> Clock:
    """The times once the table's ``row`` was taken now: clock stopped or started, mediation
    begun or gone one stage on, the new deadline (None in a closed case)."""
    if row.next in STOPPED and row.state not in STOPPED:
        clock = replace(clock, stopped_at=clock.now)
    elif row.state in STOPPED and row.next not in STOPPED and clock.stopped_at is not None:
        stood = clock.now - clock.stopped_at
        begun = clock.mediation_from + stood if clock.mediation_from is not None else None
        clock = replace(clock, stopped=clock.stopped + stood, stopped_at=None, mediation_from=begun)
    if row.next is State.CHARGEBACK_HOLD:
        clock = replace(clock, interrupted=row.state)
    elif row.state is State.CHARGEBACK_HOLD:
        clock = replace(clock, interrupted=None)
    if row.next is State.MEDIATION and clock.mediation_from is None:
        clock = replace(clock, mediation_from=clock.now, stage=1)
    elif row.state is State.MEDIATION and row.event is Event.SILENCE:
        stage = clock.stage + 1 if row.next is State.MEDIATION else DEFAULTED
        clock = replace(clock, stage=stage)
    return replace(clock, due_at=_next_due(clock, row, terms))


def _next_due(clock: Clock, row: Row, terms: CaseTerms) -> datetime | None:
    if row.next is State.CLOSED:
        return None
    if row.event is Event.EXTEND and clock.due_at is not None:
        return _extended(clock.due_at, clock, terms)
    if row.event is Event.LABEL_MADE:
        # The buyer's days count from when they can send; an extension taken before is kept.
        labelled = due_at(State.RETURN_SHIP, clock, terms)
        return max(labelled, clock.due_at or labelled)
    if row.event is Event.REOPEN:
        return _extended(clock.now, clock, terms)
    if row.state is row.next:
        is_silence = row.event is Event.SILENCE
        return _next_stage_at(clock, terms) if is_silence else clock.due_at
    return due_at(row.next, clock, terms)
