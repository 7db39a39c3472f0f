"""The table in words: nothing that can happen goes unsaid."""

from fondaco.market.cases.lifecycle import TABLE, WAITS
from fondaco.market.cases.rules.offers import Kind
from fondaco.market.cases.rules.telling import (
    ENDINGS,
    OFFER_WORDS,
    OUTCOME_WORDS,
    STATE_WORDS,
    STEP_WORDS,
    WANTED_WORDS,
    then,
)
from fondaco.market.cases.rules.words import Event, State


def test_every_row_of_the_table_is_a_step_with_a_title() -> None:
    for row in TABLE:
        assert (row.event, row.role) in STEP_WORDS, row


def test_every_silence_says_what_it_does() -> None:
    generic = {wait.then for wait in WAITS}
    for row in TABLE:
        if row.event is Event.SILENCE:
            assert then(row)
            assert then(row) not in generic, row
    assert then(None) == ""


def test_every_outcome_is_said_and_counted() -> None:
    outcomes = {row.outcome for row in TABLE if row.outcome}
    assert set(OUTCOME_WORDS) == set(ENDINGS) == outcomes


def test_every_state_and_every_proposal_has_a_name() -> None:
    assert set(STATE_WORDS) == set(State)
    assert set(OFFER_WORDS) == set(WANTED_WORDS) == set(Kind)
