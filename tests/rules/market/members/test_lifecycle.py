"""The life of a seller."""

import pytest

from fondaco.kernel.errors import Refusal
from fondaco.market.members.lifecycle import LIFECYCLE, STATES, next_state


@pytest.mark.parametrize("step", LIFECYCLE, ids=lambda step: f"{step.state}-{step.event}")
def test_every_listed_step_leads_to_a_known_state(step: object) -> None:
    assert next_state(step.state, step.event) in STATES  # type: ignore[attr-defined]  # parametrized


@pytest.mark.parametrize(
    ("state", "event"), [("verified", "verify"), ("refused", "verify"), ("applied", "freeze")]
)
def test_a_step_that_is_not_listed_is_refused(state: str, event: str) -> None:
    with pytest.raises(Refusal) as refused:
        next_state(state, event)
    assert refused.value.code == "seller_state"


def test_every_state_can_be_left_but_none_is_left_twice_by_one_event() -> None:
    assert {step.state for step in LIFECYCLE} == set(STATES)
    assert len({(step.state, step.event) for step in LIFECYCLE}) == len(LIFECYCLE)
