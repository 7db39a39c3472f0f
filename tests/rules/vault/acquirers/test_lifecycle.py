"""The tables of what may become of a request."""

import pytest

from fondaco.vault.acquirers.lifecycle import (
    AUTHORIZATION,
    CAPTURE,
    REFUND,
    REVERSAL,
    UNSETTLED,
    Event,
    State,
    Step,
    following,
)

TABLES = [AUTHORIZATION, CAPTURE, REFUND, REVERSAL]
Table = dict[tuple[State, Event], Step]


@pytest.mark.parametrize("table", TABLES)
def test_every_request_begins_sent_and_an_unanswered_one_can_be_settled(table: Table) -> None:
    assert (State.SENT, Event.YES) in table
    assert following(table, State.SENT, Event.NO_ANSWER) is State.IN_DOUBT
    assert (State.IN_DOUBT, Event.YES) in table
    assert (State.IN_DOUBT, Event.NO) in table


@pytest.mark.parametrize("table", TABLES)
def test_a_settled_request_is_never_settled_otherwise(table: Table) -> None:
    for (state, event), step in table.items():
        if event in (Event.YES, Event.NO, Event.SOFT_NO, Event.NO_ANSWER):
            assert state in UNSETTLED, (state, event, step)


def test_a_time_out_is_never_a_decline() -> None:
    assert following(AUTHORIZATION, State.SENT, Event.NO_ANSWER) is State.IN_DOUBT
    assert following(AUTHORIZATION, State.IN_DOUBT, Event.NO_ANSWER) is None


def test_a_lost_authorization_can_only_be_taken_off_the_card() -> None:
    after_lost = {event for state, event in AUTHORIZATION if state is State.LOST}
    assert after_lost == {Event.FOUND_LATE}


def test_only_the_sweeper_waits_and_it_has_its_time() -> None:
    for table in TABLES:
        for (_, event), step in table.items():
            assert step.who in {"acquirer", "sweeper"}
            assert (step.after is not None) == (event is Event.NEVER_ARRIVED)
