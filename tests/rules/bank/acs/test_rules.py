from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fondaco.bank.acs.rules import (
    Bound,
    Situation,
    blocks,
    judge,
    matches,
    seal,
    tidy_code,
)
from fondaco.bank.faults.triggers import Authentication
from fondaco.threeds.codes import ChallengeIndicator, TransStatus, TransStatusReason

TODAY = date(2026, 11, 24)
USUAL = Situation(Authentication.JUDGED, "active", "3012", "3012", wish="04", euro_minor=8_390)
KEY = b"a key for tests"
BOUND = Bound("t", "c", 8_390, "EUR", "Officina Brenta")

bounds = st.builds(
    Bound,
    transaction=st.text(max_size=8),
    card=st.text(max_size=8),
    amount_minor=st.integers(1, 10**6),
    currency=st.sampled_from(["EUR", "USD"]),
    payee=st.text(max_size=12),
)
situations = st.builds(
    Situation,
    trigger=st.sampled_from([t for t in Authentication if t is not Authentication.TIMEOUT]),
    card_status=st.sampled_from([None, "active", "frozen", "closed", "lost", "stolen"]),
    expiry=st.sampled_from(["3012", "2610"]),
    asked_expiry=st.none() | st.sampled_from(["3012", "3011"]),
    blocked=st.booleans(),
    soft_declined_lately=st.booleans(),
    wish=st.none() | st.sampled_from([wish.value for wish in ChallengeIndicator]),
    euro_minor=st.integers(1, 10_000),
    known_device=st.booleans(),
    payments_before=st.integers(0, 3),
)


def test_the_cardholder_is_asked_as_a_rule() -> None:
    assert judge(USUAL, TODAY).status is TransStatus.CHALLENGE


@given(situations)
def test_a_refusal_has_a_reason_and_a_proof_a_live_card(now: Situation) -> None:
    judgement = judge(now, TODAY)
    refused = judgement.status in {
        TransStatus.DENIED,
        TransStatus.REJECTED,
        TransStatus.UNAVAILABLE,
    }
    assert refused == (judgement.reason is not None)
    if not refused:
        assert now.card_status == "active"
        assert not now.blocked


@given(situations)
def test_nobody_passes_unasked_against_a_mandate(now: Situation) -> None:
    now = replace(now, trigger=Authentication.JUDGED, wish="04")
    assert judge(now, TODAY).status not in {TransStatus.AUTHENTICATED, TransStatus.INFORMATION}


@pytest.mark.parametrize(
    ("changes", "status"),
    [
        ({}, TransStatus.AUTHENTICATED),
        ({"euro_minor": 3_001}, TransStatus.CHALLENGE),
        ({"known_device": False}, TransStatus.CHALLENGE),
        ({"payments_before": 0}, TransStatus.CHALLENGE),
        ({"wish": "03"}, TransStatus.CHALLENGE),
        ({"wish": None}, TransStatus.CHALLENGE),
        ({"asked_expiry": "3011"}, TransStatus.DENIED),
    ],
)
def test_low_risk_needs_every_one_of_its_signs(
    changes: dict[str, object], status: TransStatus
) -> None:
    easy = replace(USUAL, wish="02", euro_minor=3_000, known_device=True, payments_before=1)
    assert judge(replace(easy, **changes), TODAY).status is status  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("changes", "status"),
    [
        ({}, TransStatus.INFORMATION),
        ({"euro_minor": 50_001}, TransStatus.CHALLENGE),
        ({"known_device": False}, TransStatus.CHALLENGE),
        ({"payments_before": 0}, TransStatus.CHALLENGE),
        ({"wish": "02"}, TransStatus.CHALLENGE),
        ({"trigger": Authentication.CHALLENGE}, TransStatus.CHALLENGE),
        ({"blocked": True}, TransStatus.DENIED),
    ],
)
def test_a_risk_analysis_is_noted_where_the_bank_sees_little_risk_too(
    changes: dict[str, object], status: TransStatus
) -> None:
    easy = replace(USUAL, wish="05", euro_minor=50_000, known_device=True, payments_before=1)
    assert judge(replace(easy, **changes), TODAY).status is status  # type: ignore[arg-type]


def test_a_blocked_card_is_told_why() -> None:
    assert (
        judge(replace(USUAL, blocked=True), TODAY).reason is TransStatusReason.TOO_MANY_CHALLENGES
    )


@given(bounds, bounds)
def test_a_code_fits_what_it_was_made_for_and_nothing_else(one: Bound, other: Bound) -> None:
    sealed = seal(KEY, "code", "123456", one).hex()
    assert matches(KEY, "code", "123456", one, sealed)
    assert matches(KEY, "code", "123456", other, sealed) == (one == other)
    assert not matches(KEY, "code", "123457", one, sealed)
    assert not matches(KEY, "value", "123456", one, sealed)


@given(st.sampled_from(["transaction", "card", "payee"]), st.text(min_size=1, max_size=4))
def test_a_letter_that_moves_to_the_next_part_is_seen(part: str, more: str) -> None:
    moved = replace(BOUND, **{part: getattr(BOUND, part) + more})  # type: ignore[arg-type]
    assert moved.text() != BOUND.text()


def test_five_wrong_codes_in_a_row_block() -> None:
    assert [blocks(count) for count in (0, 4, 5, 6)] == [False, False, True, True]


def test_spaces_in_a_typed_code_do_no_harm() -> None:
    assert tidy_code(" 123 4-56\t") == "123456"
