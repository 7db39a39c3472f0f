"""The table of a seller order's life: only its rows succeed, and nobody waits for ever."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fondaco.kernel.errors import Refusal
from fondaco.market.trade import lifecycle
from fondaco.market.trade.lifecycle import (
    DUES,
    FINAL,
    TABLE,
    Due,
    Event,
    Role,
    State,
    Unit,
    decide,
    due_at,
    keeps,
    may,
)
from fondaco.market.trade.rules.policy import Policy

TUESDAY = datetime(2026, 11, 24, 12, tzinfo=UTC)
ALL = [(state, event, role) for state in State for event in Event for role in Role]


def test_every_combination_is_tried_and_only_the_tables_succeed() -> None:
    allowed = {(row.state, row.event, row.role): row for row in TABLE}
    for state, event, role in ALL:
        if (state, event, role) in allowed:
            # Next state, deadlines and effects are the row's, which the docs are written from.
            assert decide(state, event, role) is allowed[state, event, role]
            assert may(state, event, role)
        else:
            assert not may(state, event, role)
            with pytest.raises(Refusal) as refused:
                decide(state, event, role)
            assert refused.value.code == "order_state"
            assert refused.value.not_done
            assert refused.value.next_step


def test_no_combination_stands_twice_in_the_table() -> None:
    keys = [(row.state, row.event, row.role) for row in TABLE]
    assert len(keys) == len(set(keys))


def test_every_deadline_that_is_set_makes_sense_in_the_state_it_leads_to() -> None:
    for row in TABLE:
        for due in row.sets:
            assert due.kind in keeps(row.next), row


def test_every_state_that_waits_has_a_default_and_final_ones_have_none() -> None:
    for state in State:
        assert bool(keeps(state)) != (state in FINAL), state


def test_every_duration_is_a_number_of_the_policy() -> None:
    for due in DUES:
        assert isinstance(getattr(Policy(), due.duration), int)


def test_silence_leads_from_every_state_to_an_end() -> None:
    by_clock: dict[State, set[State]] = {state: set() for state in State}
    for row in TABLE:
        if row.role is Role.CLOCK:
            by_clock[row.state].add(row.next)
    ended = set(FINAL)
    for _step in State:
        ended |= {state for state, onward in by_clock.items() if onward & ended}
    assert ended == set(State)


@given(st.lists(st.sampled_from(ALL), max_size=40))
def test_a_cancelled_order_never_comes_alive_again(tries: list[tuple[State, Event, Role]]) -> None:
    state = State.CANCELLED
    for _state, event, role in tries:
        row = lifecycle.find(state, event, role)
        state = row.next if row else state
    assert state is State.CANCELLED


@given(st.lists(st.sampled_from([(e, r) for e in Event for r in Role]), max_size=60))
def test_money_never_goes_to_the_seller_before_the_carrier_or_the_buyer_spoke(
    tries: list[tuple[Event, Role]],
) -> None:
    state, arrived = State.PLACED, False
    for event, role in tries:
        row = lifecycle.find(state, event, role)
        if row is None:
            continue
        arrived = arrived or row.next is State.SHIPPED
        if lifecycle.Effect.RELEASE in row.effects:
            assert arrived
        state = row.next


def test_business_days_are_the_sellers() -> None:
    due = Due("x", "accept_business_days", Unit.BUSINESS_DAYS, "paid", Event.NOT_ACCEPTED)
    christmas_eve = datetime(2026, 12, 24, 9, tzinfo=UTC)
    # Italy: 25 and 26 December are holidays, the 26th is a Saturday: 28, 29, 30 December.
    assert due_at(due, christmas_eve, Policy(), "IT") == datetime(2026, 12, 30, 9, tzinfo=UTC)


def test_minutes_and_days_are_counted_as_they_are() -> None:
    assert due_at(lifecycle.LAPSE, TUESDAY, Policy(), "IT") == TUESDAY + timedelta(minutes=30)
    assert due_at(lifecycle.RELEASE_AT, TUESDAY, Policy(), "IT") == TUESDAY + timedelta(days=14)


def test_the_diagram_draws_every_row() -> None:
    drawn = lifecycle.mermaid()
    assert drawn.startswith("stateDiagram-v2\n")
    assert drawn.count(" --> ") == len(TABLE) + len(FINAL) + 1
    assert "placed --> paid: captured by payments" in drawn


def test_the_table_in_words_has_a_line_for_every_row() -> None:
    lines = lifecycle.table().splitlines()
    assert len(lines) == len(TABLE) + 2
    assert any("not accepted: accept business days from paid" in line for line in lines)
