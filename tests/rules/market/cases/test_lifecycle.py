"""The table of a case: only its rows succeed, one party is waited for, and silence ends it."""

from dataclasses import fields, replace
from datetime import timedelta
from itertools import combinations, product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fondaco.kernel.errors import Refusal
from fondaco.market.cases import lifecycle
from fondaco.market.cases.lifecycle import TABLE, WAITS, Facts, decide, find, may, wait_of
from fondaco.market.cases.rules.deadlines import STOPPED
from fondaco.market.cases.rules.reasons import Reason
from fondaco.market.cases.rules.words import Effect, Event, Guard, Role, State
from fondaco.market.trade.rules.policy import CaseTerms
from tests.rules.market.cases.walk import NOON, TERMS, Walk, opened

EVERYTHING = Facts(frozenset(Guard))
NOTHING = Facts()


def test_every_state_event_and_role_is_tried_and_only_the_tables_rows_succeed() -> None:
    """The first row whose guard holds is taken, whatever else holds of the case."""
    for state, event, role in product(State, Event, Role):
        rows = [row for row in TABLE if (row.state, row.event, row.role) == (state, event, role)]
        if not rows:
            with pytest.raises(Refusal, match="not yours") as refused:
                decide(state, event, role, replace(EVERYTHING, interrupted=State.OFFER))
            assert (refused.value.code, bool(refused.value.next_step)) == ("case_state", True)
            assert event not in may(state, role, EVERYTHING)
        guards = [row.guard for row in rows if row.guard is not None]
        for count in range(len(guards) + 1):
            for holds in combinations(guards, count):
                for interrupted in (None, *State):
                    check_taken(rows, Facts(frozenset(holds), interrupted))


def check_taken(rows: list[lifecycle.Row], facts: Facts) -> None:
    """Of these rows of one event the first is taken that fits, or none."""
    if not rows:
        return
    asked = (rows[0].state, rows[0].event, rows[0].role)
    fit = [
        row
        for row in rows
        if (row.guard is None or row.guard in facts.holds)
        and row.came_from in {None, facts.interrupted}
    ]
    if fit:
        assert decide(*asked, facts) is fit[0]
        assert asked[1] in may(asked[0], asked[2], facts)
    else:
        with pytest.raises(Refusal):
            decide(*asked, facts)
        assert asked[1] not in may(asked[0], asked[2], facts)


def test_every_state_but_closed_waits_for_one_party_with_one_deadline() -> None:
    assert [wait.state for wait in WAITS] == [state for state in State if state is not State.CLOSED]
    assert wait_of(State.CLOSED) is None
    numbers = {field.name for field in fields(CaseTerms)}
    assert {wait.number for wait in WAITS} <= numbers


def test_silence_has_a_way_on_from_every_state_whatever_holds_of_the_case() -> None:
    for state in State:
        if state is State.CLOSED:
            assert find(state, Event.SILENCE, Role.CLOCK, EVERYTHING) is None
            continue
        for count in (0, 1, 2):
            for holds in combinations(Guard, count):
                assert find(state, Event.SILENCE, Role.CLOCK, Facts(frozenset(holds)))


def test_a_closed_case_takes_nothing_but_one_reopening() -> None:
    assert [row.event for row in TABLE if row.state is State.CLOSED] == [Event.REOPEN]
    assert may(State.CLOSED, Role.BUYER, NOTHING) == frozenset()


def test_rows_that_close_say_how_it_ended_unless_a_decision_said_it() -> None:
    final = {(State.DECIDED, Event.SILENCE), (State.APPEAL, Event.SILENCE)}
    for row in TABLE:
        if row.next is not State.CLOSED:
            continue
        said = (row.state, row.event) in final or row.event is Event.UPHOLD
        assert bool(row.outcome) is not said, row


def test_money_held_is_let_go_by_every_row_that_ends_the_matter() -> None:
    ends = {State.CLOSED, State.DECIDED}
    after = {State.DECIDED, State.APPEAL}
    for row in TABLE:
        if row.next in ends and row.state not in {*after, State.CHARGEBACK_HOLD, *ends}:
            assert Effect.LIFT in row.effects, row


def test_a_chargeback_interrupts_every_open_state_and_gives_it_back() -> None:
    for state in State:
        if state in {State.CLOSED, State.CHARGEBACK_HOLD}:
            continue
        held = decide(state, Event.CHARGEBACK_OPENED, Role.NETWORK, NOTHING)
        assert held.next is State.CHARGEBACK_HOLD
        facts = Facts(interrupted=state)
        back = decide(State.CHARGEBACK_HOLD, Event.CHARGEBACK_WON, Role.NETWORK, facts)
        assert back.next is state


def test_a_counterfeit_is_never_sent_back_to_the_seller() -> None:
    for state, role in ((State.OPEN, Role.SELLER), (State.OFFER, Role.BUYER)):
        row = decide(state, Event.AGREE_RETURN, role, Facts(frozenset({Guard.COUNTERFEIT})))
        assert (row.next, row.effects) == (State.RETURN_SHIP, (Effect.PLATFORM_LABEL,))
    arrived = decide(
        State.RETURN_TRANSIT, Event.ARRIVED, Role.CARRIER, Facts(frozenset({Guard.COUNTERFEIT}))
    )
    assert arrived.next is State.MEDIATION


REASONS = st.sampled_from([reason for reason in Reason if reason is not Reason.CHARGEBACK])
DATES = st.integers(0, 700).map(lambda days: NOON + timedelta(days=days))


@st.composite
def walks(draw: st.DrawFn) -> Walk:
    """A case after any number of things that anybody may do, each after any part of its time."""
    walk = opened(
        draw(REASONS),
        amount_minor=draw(st.integers(1, 90_000)),
        at=draw(DATES),
        country=draw(st.sampled_from(["IT", "DE", "ES"])),
        is_serial=draw(st.booleans()),
        invoice_shown=draw(st.booleans()),
        is_authenticated=draw(st.booleans()),
    )
    asked = 0
    for _step in range(draw(st.integers(0, 25))):
        if walk.state is State.CLOSED:
            break
        share = draw(st.sampled_from([0.0, 0.3, 0.99, 1.0]))
        if share == 1.0:
            walk = walk.silence()
            continue
        walk = walk.wait(share)
        choices = [
            (event, role)
            for event, role in walk.possible()
            # Each side is asked once: the verb refuses a third time.
            if event is not Event.ASK_EVIDENCE or asked < 2
        ]
        event, role = draw(st.sampled_from(choices))
        asked += event is Event.ASK_EVIDENCE
        walk = walk.take(event, role)
    return walk


@given(walks())
def test_from_wherever_a_case_stands_silence_closes_it_within_120_days(walk: Walk) -> None:
    steps = 0
    while walk.state is not State.CLOSED:
        assert walk.clock.due_at is not None
        assert walk.clock.due_at >= walk.clock.now
        walk = walk.silence()
        steps += 1
        assert steps < 12, "silence must not go round in a circle"
    lived = walk.clock.now - walk.clock.opened_at - walk.clock.stopped
    if walk.clock.stopped_at is not None:
        lived -= walk.clock.now - walk.clock.stopped_at
    # A network that stays silent ends the case where the clock stands still.
    assert lived <= timedelta(days=TERMS.longest_case_days)
    assert walk.clock.due_at is None


@given(walks())
def test_a_case_not_settled_by_day_21_is_in_mediation(walk: Walk) -> None:
    negotiating = {State.OPEN, State.OFFER, State.COUNTER}
    if walk.state in negotiating:
        latest = walk.clock.opened_at + timedelta(days=TERMS.mediation_latest_days)
        assert walk.clock.due_at is not None
        assert walk.clock.due_at <= max(latest + walk.clock.stopped, walk.clock.now)


@given(walks())
def test_the_clock_of_a_case_stands_still_only_while_others_are_asked(walk: Walk) -> None:
    assert (walk.clock.stopped_at is not None) is (walk.state in STOPPED) or (
        walk.state is State.CLOSED
    )


def test_the_texts_and_drawings_are_made_from_the_table() -> None:
    drawing = lifecycle.mermaid()
    table = lifecycle.table()
    for state in State:
        assert f" {state}" in drawing
        assert lifecycle.explain(state)
        assert state is State.CLOSED or f"| {state} |" in table
    assert drawing.count("-->") == len(TABLE) + 3
    assert "waits for the seller" in lifecycle.explain(State.OPEN)
