"""The whole table of a proposal's life, tried and not sampled."""

from itertools import product

import pytest

from fondaco.kernel.errors import Refusal
from fondaco.market.trade.rules.policy_proposals import TABLE, Event, Role, State, decide, may

ALLOWED = {(row.state, row.event, row.role): row.next for row in TABLE}


@pytest.mark.parametrize(("state", "event", "role"), list(product(State, Event, Role)))
def test_only_what_the_table_says_succeeds(state: State, event: Event, role: Role) -> None:
    if (state, event, role) in ALLOWED:
        assert decide(state, event, role).next is ALLOWED[state, event, role]
        assert event in may(state, role)
        return
    assert event not in may(state, role)
    with pytest.raises(Refusal) as refused:
        decide(state, event, role)
    decides = state is State.PROPOSED and event in {Event.PUBLISH, Event.REJECT}
    wanted = "policy_second_person" if decides else "policy_proposal_state"
    assert refused.value.code == wanted


def test_nobody_publishes_what_they_wrote_and_nothing_leaves_an_end() -> None:
    assert {row.role for row in TABLE if row.next is State.PUBLISHED} == {Role.SECOND}
    ends = {State.PUBLISHED, State.REJECTED, State.WITHDRAWN}
    assert not [row for row in TABLE if row.state in ends]
