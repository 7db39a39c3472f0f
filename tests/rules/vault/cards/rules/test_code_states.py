"""When a card may be charged without its security code."""

import pytest

from fondaco.kernel.errors import Refusal
from fondaco.vault.cards.rules.code_states import STEPS, CodeEvent, CodeState, after


def story(*events: CodeEvent) -> CodeState:
    state = CodeState.WANTED
    for event in events:
        state = after(state, event)
    return state


def test_an_approval_with_the_code_lets_later_payments_go_without() -> None:
    first = (CodeEvent.ENTERED, CodeEvent.READ, CodeEvent.APPROVED)
    assert story(*first) is CodeState.PROVEN
    assert story(*first, CodeEvent.READ, CodeEvent.DECLINED) is CodeState.PROVEN


def test_a_decline_asks_for_the_code_again() -> None:
    assert story(CodeEvent.ENTERED, CodeEvent.READ, CodeEvent.DECLINED) is CodeState.WANTED


def test_a_soft_decline_excuses_one_payment() -> None:
    soft = (CodeEvent.ENTERED, CodeEvent.READ, CodeEvent.SOFT_DECLINED)
    assert story(*soft, CodeEvent.READ, CodeEvent.DECLINED) is CodeState.WANTED
    assert story(*soft, CodeEvent.READ, CodeEvent.APPROVED) is CodeState.PROVEN


def test_a_code_that_expired_must_be_entered_again() -> None:
    with pytest.raises(Refusal) as refused:
        story(CodeEvent.ENTERED, CodeEvent.EXPIRED, CodeEvent.READ)
    assert refused.value.code == "security_code_needed"
    assert refused.value.field == "security_code"


def test_a_code_that_is_being_judged_can_not_be_read_a_second_time() -> None:
    with pytest.raises(Refusal):
        story(CodeEvent.ENTERED, CodeEvent.READ, CodeEvent.READ)


def test_every_state_is_reached_and_all_but_a_spent_cryptograms_is_left() -> None:
    assert {state for state, _ in STEPS} == set(CodeState) - {CodeState.SPENT}
    assert set(STEPS.values()) == set(CodeState)


@pytest.mark.parametrize("state", [CodeState.SPENT, CodeState.WANTED, CodeState.JUDGED])
def test_a_device_number_pays_with_a_held_cryptogram_only(state: CodeState) -> None:
    assert after(CodeState.HELD, CodeEvent.CRYPTOGRAM_READ) is CodeState.SPENT
    with pytest.raises(Refusal) as refused:
        after(state, CodeEvent.CRYPTOGRAM_READ)
    assert refused.value.code == "wallet_confirmation_needed"


def test_nothing_that_an_issuer_says_brings_a_spent_cryptogram_back() -> None:
    for event in (CodeEvent.APPROVED, CodeEvent.DECLINED, CodeEvent.SOFT_DECLINED):
        assert after(CodeState.SPENT, event) is CodeState.SPENT
