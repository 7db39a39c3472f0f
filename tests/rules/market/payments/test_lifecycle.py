"""The tables of payments: what may follow what, and that nothing ends half-way."""

import pytest

from fondaco.kernel.errors import Refusal
from fondaco.market.payments import lifecycle
from fondaco.market.payments.lifecycle import (
    ATTEMPT,
    CHARGEBACK,
    INTENT,
    MAY_BE_ABANDONED,
    MONEY_ASKED,
    OPEN_ATTEMPTS,
    OUTGOING,
    PAYOUT,
    REFUND,
    TRANSFER,
    AttemptState,
    IntentEvent,
    IntentState,
    Table,
)

TABLES = (INTENT, ATTEMPT, TRANSFER, REFUND, OUTGOING, PAYOUT, CHARGEBACK)


@pytest.mark.parametrize("table", TABLES, ids=lambda table: table.name)
def test_every_state_is_reached_and_leads_to_an_end(table: Table) -> None:
    states = set(type(table.first))
    reached, frontier = {table.first}, [table.first]
    while frontier:
        state = frontier.pop()
        for (source, _), target in table.rows.items():
            if source == state and target not in reached:
                reached.add(target)
                frontier.append(target)
    assert reached == states
    ends = set(table.final())
    grown = True
    while grown:
        more = {source for (source, _), target in table.rows.items() if target in ends} - ends
        ends |= more
        grown = bool(more)
    assert ends == states


@pytest.mark.parametrize("table", TABLES, ids=lambda table: table.name)
def test_every_event_in_every_state_is_tried_and_only_the_rows_move(table: Table) -> None:
    events = {type(event) for _, event in table.rows}
    assert len(events) == 1
    for state in type(table.first):
        for event in events.copy().pop():
            if (state, event) in table.rows:
                assert table.takes(state, event)
                assert table.after(state, event) is table.rows[state, event]
                continue
            assert not table.takes(state, event)
            with pytest.raises(Refusal) as refused:
                table.after(state, event)
            assert refused.value.code == "payment_state"
            assert refused.value.details == {"state": str(state), "event": str(event)}
            assert refused.value.not_done


def test_money_in_doubt_cannot_be_cancelled() -> None:
    assert not INTENT.takes(IntentState.PROCESSING, IntentEvent.CANCEL)
    assert not INTENT.takes(IntentState.REQUIRES_CAPTURE, IntentEvent.CANCEL)


def test_an_intent_that_ended_stays_ended() -> None:
    assert INTENT.final() == {IntentState.SUCCEEDED, IntentState.CANCELLED, IntentState.FAILED}


def test_an_open_attempt_is_either_given_up_freely_or_waits_for_money() -> None:
    assert OPEN_ATTEMPTS == MAY_BE_ABANDONED | MONEY_ASKED
    assert not MAY_BE_ABANDONED & MONEY_ASKED
    assert AttemptState.AUTHORIZING in MONEY_ASKED


def test_the_diagrams_show_every_row() -> None:
    text = lifecycle.mermaid()
    assert text.count("stateDiagram-v2") == len(TABLES)
    for table in TABLES:
        for (state, event), target in table.rows.items():
            assert f"{state} --> {target}: {event}" in text
