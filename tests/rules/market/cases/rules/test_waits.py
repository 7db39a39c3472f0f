"""Whoever is waited for has a time to answer in, and knows what happens after it."""

from fondaco.market.cases.rules.waits import WAITS, wait_of
from fondaco.market.cases.rules.words import State


def test_every_state_but_the_last_waits_for_one_party() -> None:
    assert [wait.state for wait in WAITS] == list(dict.fromkeys(wait.state for wait in WAITS))
    assert {wait.state for wait in WAITS} == set(State) - {State.CLOSED}
    assert wait_of(State.CLOSED) is None


def test_every_wait_says_what_happens_at_its_end() -> None:
    for state in set(State) - {State.CLOSED}:
        wait = wait_of(state)
        assert wait is not None
        assert wait.party
        assert wait.number.rpartition("_")[2] in {"days", "hours"}
        assert wait.then.endswith(".")
