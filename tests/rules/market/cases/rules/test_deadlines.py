"""Until when each state waits."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from fondaco.market.cases.rules.deadlines import Clock, due_at
from fondaco.market.cases.rules.reasons import Reason
from fondaco.market.cases.rules.words import Event, Role, State
from tests.rules.market.cases.walk import NOON, TERMS, Walk, opened

DAY = timedelta(days=1)
CLOCK = Clock(now=NOON, opened_at=NOON, country="IT", reason=Reason.DAMAGED)


def test_the_seller_has_three_business_days_of_their_own_country() -> None:
    assert due_at(State.OPEN, CLOCK, TERMS) == NOON + 3 * DAY
    # 8 December is a holiday in Italy and none in Germany.
    monday = datetime(2026, 12, 7, 10, tzinfo=UTC)
    italian = replace(CLOCK, now=monday, opened_at=monday)
    assert due_at(State.OPEN, italian, TERMS) == monday + 4 * DAY
    assert due_at(State.OPEN, replace(italian, country="DE"), TERMS) == monday + 3 * DAY


def test_a_counterfeit_waits_five_days_for_the_invoice() -> None:
    clock = replace(CLOCK, reason=Reason.COUNTERFEIT)
    assert due_at(State.OPEN, clock, TERMS) == NOON + 5 * DAY


@pytest.mark.parametrize(
    ("state", "days"),
    [
        (State.OFFER, 7), (State.COUNTER, 3), (State.REPLACEMENT, 7), (State.RETURN_LABEL, 3),
        (State.RETURN_SHIP, 14), (State.RETURN_TRANSIT, 30), (State.EVIDENCE_ASKED, 5),
        (State.DECIDED, 30), (State.APPEAL, 14), (State.CARD_FRAUD, 5),
        (State.CHARGEBACK_HOLD, 180),
    ],
)  # fmt: skip
def test_states_wait_the_days_of_the_policy(state: State, days: int) -> None:
    assert due_at(state, CLOCK, TERMS) == NOON + days * DAY


def test_offers_end_on_day_21_so_that_a_mediator_has_the_case_by_then() -> None:
    late = replace(CLOCK, now=NOON + 18 * DAY)
    assert due_at(State.OFFER, late, TERMS) == NOON + 21 * DAY


def in_mediation() -> Walk:
    walk = opened().take(Event.OFFER, Role.SELLER)
    return walk.take(Event.MEDIATE, Role.BUYER)


def test_mediation_waits_seven_fourteen_and_seventeen_days_from_its_start() -> None:
    walk = in_mediation()
    assert walk.clock.due_at == NOON + 7 * DAY
    walk = walk.silence()
    assert (walk.state, walk.clock.due_at) == (State.MEDIATION, NOON + 14 * DAY)
    walk = walk.silence()
    assert (walk.state, walk.clock.due_at) == (State.MEDIATION, NOON + 17 * DAY)
    assert walk.silence().state is State.RETURN_SHIP


def test_the_mediators_time_stands_still_while_a_side_is_asked() -> None:
    walk = in_mediation()
    walk = replace(walk, clock=replace(walk.clock, now=NOON + 2 * DAY))
    asked = walk.take(Event.ASK_EVIDENCE, Role.MEDIATOR)
    assert asked.clock.due_at == NOON + 7 * DAY
    answered = replace(asked, clock=replace(asked.clock, now=NOON + 5 * DAY)).take(
        Event.ANSWER_EVIDENCE, Role.SELLER
    )
    assert answered.clock.stopped == 3 * DAY
    assert answered.clock.due_at == NOON + 10 * DAY


def test_a_return_to_mediation_keeps_its_first_deadline() -> None:
    walk = in_mediation().take(Event.DECIDE_RETURN, Role.MEDIATOR)
    walk = walk.take(Event.ARRIVED, Role.CARRIER).take(Event.OBJECT, Role.SELLER)
    assert (walk.state, walk.clock.due_at) == (State.MEDIATION, NOON + 7 * DAY)


def test_a_mediator_has_days_to_look_when_the_first_deadline_is_long_over() -> None:
    walk = in_mediation().take(Event.DECIDE_RETURN, Role.MEDIATOR)
    walk = replace(walk, clock=replace(walk.clock, now=NOON + 20 * DAY))
    walk = walk.take(Event.ARRIVED, Role.CARRIER).take(Event.OBJECT, Role.SELLER)
    assert walk.clock.due_at == NOON + 27 * DAY


def test_the_buyer_gets_seven_more_days_to_send_once() -> None:
    walk = opened().silence()
    assert walk.state is State.RETURN_SHIP
    first = walk.clock.due_at
    more = walk.take(Event.EXTEND, Role.BUYER)
    assert first is not None
    assert more.clock.due_at == first + 7 * DAY
    assert (Event.EXTEND, Role.BUYER) not in more.possible()


def test_a_chargeback_stops_the_clock_for_as_long_as_the_network_takes() -> None:
    walk = opened().take(Event.CHARGEBACK_OPENED, Role.NETWORK)
    assert walk.clock.due_at == NOON + 180 * DAY
    back = replace(walk, clock=replace(walk.clock, now=NOON + 100 * DAY)).take(
        Event.CHARGEBACK_WON, Role.NETWORK
    )
    assert (back.state, back.clock.stopped, back.clock.interrupted) == (
        State.OPEN, 100 * DAY, None,
    )  # fmt: skip


def test_nobody_is_waited_for_in_a_closed_case() -> None:
    row_taken = opened().take(Event.WITHDRAW, Role.BUYER)
    assert (row_taken.state, row_taken.clock.due_at) == (State.CLOSED, None)
    with pytest.raises(ValueError, match="closed"):
        due_at(State.CLOSED, CLOCK, TERMS)
