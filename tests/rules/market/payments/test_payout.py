"""Who is paid out today."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from fondaco.market.payments.rules.payout import WHY_NOT, Candidate, why_not

NOW = datetime(2026, 11, 24, 12, tzinfo=UTC)
DUE = Candidate(
    is_verified=True,
    is_frozen=False,
    has_account=True,
    is_unfit=False,
    held_until=None,
    amount_minor=5_000,
)


def test_a_verified_seller_with_an_account_is_paid() -> None:
    assert why_not(DUE, minimum_minor=100, now=NOW) == ""
    was_held = replace(DUE, held_until=NOW)
    assert why_not(was_held, minimum_minor=100, now=NOW) == ""


@pytest.mark.parametrize(
    ("candidate", "code"),
    [
        (replace(DUE, is_verified=False), "not_verified"),
        (replace(DUE, is_frozen=True), "frozen"),
        (replace(DUE, has_account=False), "no_account"),
        (replace(DUE, is_unfit=True), "account_unfit"),
        (replace(DUE, held_until=NOW + timedelta(hours=1)), "account_held"),
        (replace(DUE, amount_minor=99), "below_minimum"),
    ],
)
def test_anyone_else_waits_and_is_told_why(candidate: Candidate, code: str) -> None:
    assert why_not(candidate, minimum_minor=100, now=NOW) == code
    assert code in WHY_NOT


def test_nothing_is_never_paid_out() -> None:
    assert why_not(replace(DUE, amount_minor=0), minimum_minor=0, now=NOW) == "below_minimum"
