"""What may be reported, and what an answer needs."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fondaco.kernel.errors import Refusal
from fondaco.market.trust.rules import notices
from fondaco.market.trust.rules.screening import WARNED

ENOUGH = "The charger has no earth contact."


@pytest.mark.parametrize("about", notices.ABOUT)
@pytest.mark.parametrize("reason", notices.REASONS)
def test_anything_may_be_reported_for_every_reason(about: str, reason: str) -> None:
    notices.check_notice(about, reason, ENOUGH)


@pytest.mark.parametrize(
    ("about", "reason", "text", "field"),
    [
        ("weather", "fraud", ENOUGH, "reason"),
        ("listing", "dislike", ENOUGH, "reason"),
        ("listing", "fraud", "Bad.", "text"),
        ("listing", "fraud", "x" * 4_001, "text"),
    ],
)
def test_a_report_says_what_and_why(about: str, reason: str, text: str, field: str) -> None:
    with pytest.raises(Refusal) as refused:
        notices.check_notice(about, reason, text)
    assert refused.value.field == field


@given(st.text(max_size=19))
def test_an_answer_without_reasons_is_refused(answer: str) -> None:
    with pytest.raises(Refusal, match="reasons"):
        notices.check_answer(answer)


def test_every_warning_of_screening_is_a_signal() -> None:
    assert set(WARNED) <= notices.SIGNAL_KINDS.keys()
