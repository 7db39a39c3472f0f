"""What other numbers would have changed of past cases."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID

import pytest

from fondaco.market.cases.rules.reasons import Reason
from fondaco.market.cases.rules.waits import WAITS
from fondaco.market.cases.rules.what_if import CASE_EFFECTS, PastCase, Stay, of_cases
from fondaco.market.cases.rules.words import State
from fondaco.market.trade.rules.policy import Policy
from fondaco.market.trade.rules.policy_numbers import BY_NAME

OPENED = datetime(2026, 10, 5, 12, tzinfo=UTC)
"""A Monday without a holiday nearby."""
NOW = OPENED + timedelta(days=60)
TODAY = Policy(version=1)


def day(number: float) -> datetime:
    return OPENED + timedelta(days=number)


CASE = PastCase(
    id=UUID(int=1), reference="FC-1", seller_id=UUID(int=2), currency="EUR", country="IT",
    reason=Reason.DAMAGED, amount_minor=3_000, is_extended=False, is_decided=True,
    stays=(
        Stay(State.OPEN, OPENED, day(2)),
        Stay(State.OFFER, day(2), day(8)),
        Stay(State.MEDIATION, day(8), day(13)),
        Stay(State.DECIDED, day(13), day(43)),
    ),
)  # fmt: skip


def told(case: PastCase, **terms: Any) -> dict[str, tuple[int, int]]:
    after = replace(TODAY, version=2, cases=replace(TODAY.cases, **terms))
    found = of_cases([case], before=TODAY, after=after, now=NOW)
    return {each.title: (each.now_yes, each.now_no) for each in found}


@pytest.mark.parametrize(
    ("number", "value"),
    [("seller_answer_business_days", 1), ("offer_days", 5), ("mediation_days", 4)],
)
def test_less_time_would_have_been_over_before_somebody_acted(number: str, value: int) -> None:
    assert told(CASE, **{number: value}) == {BY_NAME[f"cases.{number}"].title: (1, 0)}


def test_more_time_would_not_have_been_over_when_it_was() -> None:
    assert told(CASE, appeal_days=40) == {"Appeal within": (0, 1)}
    assert told(CASE, appeal_days=31, offer_days=9) == {"Appeal within": (0, 1)}


def test_a_case_still_waiting_is_asked_by_now() -> None:
    waiting = replace(CASE, stays=(Stay(State.RETURN_SHIP, NOW - timedelta(days=10), None),))
    assert told(waiting, return_days=7) == {"Buyer sends the return within": (1, 0)}
    extended = replace(waiting, is_extended=True)
    assert told(extended, return_days=7) == {}


def test_a_counterfeit_has_its_own_deadline_and_no_small_claim() -> None:
    fake = replace(CASE, reason=Reason.COUNTERFEIT, stays=(Stay(State.OPEN, OPENED, day(6)),))
    assert told(fake, seller_answer_business_days=9) == {}
    assert told(fake, counterfeit_invoice_days=8) == {"Seller answers within": (0, 1)}
    assert told(fake, small_claim={"EUR": 9_000}) == {}


def test_a_silent_sellers_buyer_keeps_the_goods_of_a_small_claim() -> None:
    silent = replace(CASE, stays=(Stay(State.OPEN, OPENED, day(3)),))
    assert told(silent, small_claim={"EUR": 3_001}) == {"Small claims": (1, 0)}
    assert told(CASE, small_claim={"EUR": 3_001}) == {}


def test_two_sign_from_another_amount_if_anybody_decided() -> None:
    assert told(CASE, two_signatures_over={"EUR": 2_999}) == {"Two signatures over": (1, 0)}
    undecided = replace(CASE, is_decided=False)
    assert told(undecided, two_signatures_over={"EUR": 2_999}) == {}


def test_every_wait_of_the_process_is_asked_of() -> None:
    asked = {name for effect in CASE_EFFECTS for name in effect.numbers}
    assert {f"cases.{wait.number}" for wait in WAITS} <= asked <= set(BY_NAME)
