"""What is delivered, and how long a buyer waited."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fondaco.kernel.errors import NotAllowed, Refusal
from fondaco.market.messaging.rules import (
    MAX_IN_WINDOW,
    MAX_LENGTH,
    Clock,
    Verdict,
    admit,
    after_message,
    check_pace,
    cleaned,
)

NOON = datetime(2026, 11, 24, 12, tzinfo=UTC)


@dataclass(frozen=True)
class Found:
    kind: str
    what: str = "what"
    next_step: str = "next"


@pytest.mark.parametrize("text", ["", "  \n ", "x" * (MAX_LENGTH + 1)])
def test_an_empty_or_overlong_message_is_refused(text: str) -> None:
    with pytest.raises(Refusal) as refused:
        cleaned(text)
    assert refused.value.field == "text"


def test_a_refused_verdict_explains_itself_by_its_first_finding() -> None:
    verdict = Verdict("refuse", (Found("card_number", "A card."), Found("phone")))
    with pytest.raises(Refusal) as refused:
        admit(verdict, blocked_by="")
    assert refused.value.what == "A card."
    assert refused.value.details == {"findings": ["card_number", "phone"]}


def test_a_warned_message_is_admitted_with_its_kinds() -> None:
    assert admit(Verdict("warn", (Found("phone"),)), blocked_by="") == ("phone",)


def test_nothing_is_admitted_to_a_blocked_conversation() -> None:
    with pytest.raises(NotAllowed):
        admit(Verdict("pass", ()), blocked_by="buyer")


@given(st.lists(st.sampled_from(["buyer", "seller"]), max_size=30))
def test_only_one_message_is_the_first_answer_and_waiting_time_starts_at_the_first_question(
    sides: list[str],
) -> None:
    clock, firsts, open_since = Clock(None, False), 0, None
    for minute, side in enumerate(sides):
        now = NOON + timedelta(minutes=minute)
        clock, answer = after_message(clock, side, now)
        firsts += answer.is_first_answer
        if side == "buyer":
            open_since = open_since or now
            assert answer.asked_at is None
        else:
            assert answer.asked_at == open_since
            open_since = None
        assert clock.asked_at == open_since
    asked_then_answered = "buyer" in sides and "seller" in sides[sides.index("buyer") :]
    assert firsts == asked_then_answered


def test_a_script_that_writes_too_many_messages_is_slowed_down() -> None:
    check_pace(MAX_IN_WINDOW - 1)
    with pytest.raises(Refusal) as refused:
        check_pace(MAX_IN_WINDOW)
    assert refused.value.status == 429
