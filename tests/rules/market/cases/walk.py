"""A case walked through the tables alone: what verbs note of it, without a database."""

from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta

from fondaco.market.cases.lifecycle import Facts, Row, find
from fondaco.market.cases.rules import deadlines
from fondaco.market.cases.rules.deadlines import Clock
from fondaco.market.cases.rules.reasons import Reason
from fondaco.market.cases.rules.standing import Standing, facts_of
from fondaco.market.cases.rules.words import Effect, Event, Role, State
from fondaco.market.trade.rules.policy import CaseTerms

TERMS = CaseTerms()
NOON = datetime(2026, 11, 24, 12, tzinfo=UTC)
DECIDING = {Event.DECIDE_REFUND, Event.DECIDE_RETURN, Event.DECIDE_NOTHING}


@dataclass(frozen=True, slots=True)
class Walk:
    """A case on its way: state, times, and what guards ask."""

    state: State
    clock: Clock
    standing: Standing
    silent_days: timedelta = timedelta(0)

    @property
    def facts(self) -> Facts:
        clock = self.clock
        standing = replace(
            self.standing, now=clock.now, stage=clock.stage, interrupted=clock.interrupted
        )
        return facts_of(standing, TERMS)

    def possible(self) -> list[tuple[Event, Role]]:
        """What somebody other than the clock could do now, in a fixed order."""
        return [
            (event, role)
            for event in Event
            for role in Role
            if role is not Role.CLOCK and find(self.state, event, role, self.facts)
        ]

    def take(self, event: Event, role: Role) -> "Walk":
        row = find(self.state, event, role, self.facts)
        assert row is not None
        clock = deadlines.after(self.clock, row, TERMS)
        return replace(
            self, state=row.next, clock=clock, standing=noted(self.standing, row, clock.now)
        )

    def wait(self, share: float) -> "Walk":
        """Let a share of the time to the deadline pass; all of it fires the default."""
        due = self.clock.due_at
        assert due is not None
        moment = self.clock.now + (due - self.clock.now) * share
        return replace(self, clock=replace(self.clock, now=moment))

    def silence(self) -> "Walk":
        return self.wait(1).take(Event.SILENCE, Role.CLOCK)


def noted(standing: Standing, row: Row, now: datetime) -> Standing:
    """What the verbs write down with a step."""
    if row.event is Event.ASK_EVIDENCE:
        standing = replace(standing, asked_side="seller")
    if row.event in DECIDING:
        standing = replace(standing, is_decided=True)
    if row.event is Event.ARRIVED:
        standing = replace(standing, is_back=True)
    if row.event in {Event.SCANNED, Event.ARRIVED}:
        standing = replace(standing, label_scanned=True)
    if row.event in {Event.LABEL, Event.LABEL_MADE}:
        standing = replace(standing, has_label=True)
    if row.event is Event.EXTEND:
        standing = replace(standing, is_extended=True)
    if row.event is Event.REOPEN:
        standing = replace(standing, was_reopened=True, closed_at=None)
    if Effect.PLATFORM_LABEL in row.effects:
        standing = replace(standing, label_by="platform", has_label=False)
    closed_at = now if row.next is State.CLOSED else None
    return replace(standing, outcome=row.outcome or standing.outcome, closed_at=closed_at)


def opened(
    reason: Reason = Reason.DAMAGED,
    *,
    amount_minor: int = 4900,
    at: datetime = NOON,
    country: str = "IT",
    **given: object,
) -> Walk:
    """A case just opened."""
    state = State.CARD_FRAUD if reason is Reason.PAYMENT_NOT_MINE else State.OPEN
    clock = Clock(now=at, opened_at=at, country=country, reason=reason)
    clock = replace(clock, due_at=deadlines.due_at(state, clock, TERMS))
    standing = Standing(reason=reason, amount_minor=amount_minor, currency="EUR", now=at, **given)  # type: ignore[arg-type]  # named values of a Standing
    return Walk(state, clock, standing)
