"""Why a payment was not made, as buyers read it."""

from hypothesis import given
from hypothesis import strategies as st

from fondaco.market.payments.rules import declines


@given(code=st.text(max_size=4))
def test_every_response_code_has_words(code: str) -> None:
    assert declines.failure(declines.by_response_code(code)) is not None


@given(status=st.sampled_from(["N", "R", "U", "A", "C", "I", ""]), reason=st.text(max_size=2))
def test_every_failed_authentication_has_words(status: str, reason: str) -> None:
    assert (
        declines.failure(declines.by_authentication(status, reason, was_challenged=False))
        is not None
    )


def test_every_failure_says_that_nothing_was_charged_and_what_to_do() -> None:
    for failure in declines.FAILURES.values():
        assert "harged" in failure.next_step or "nothing was taken" in failure.next_step
        assert failure.what.endswith(".")


def test_money_limits_and_dates_are_told_apart() -> None:
    assert declines.by_response_code("51") == "insufficient_funds"
    assert declines.by_response_code("54") == "card_expired"
    assert declines.by_response_code("91") == "issuer_unavailable"
    assert declines.by_response_code("05") == "card_declined"


def test_lost_and_stolen_read_like_any_call_to_the_bank() -> None:
    assert {declines.by_response_code(code) for code in ("01", "41", "43", "62")} == {"call_bank"}


def test_a_refusal_of_the_gateway_is_told_by_its_code() -> None:
    assert declines.by_refusal("card_frozen") == "card_frozen"
    assert declines.by_refusal("security_code_needed") == "security_code_needed"
    assert declines.by_refusal("anything") == "try_again"


def test_no_failure_has_no_words() -> None:
    assert declines.failure("") is None


def test_who_was_asked_for_no_code_is_not_told_to_try_it_again() -> None:
    asked = declines.by_authentication("N", "01", was_challenged=True)
    unasked = declines.by_authentication("N", "01", was_challenged=False)
    assert (asked, unasked) == ("not_authenticated", "not_authenticated_unasked")
