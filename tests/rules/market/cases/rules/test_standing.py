"""What holds of a case."""

from datetime import timedelta

import pytest

from fondaco.market.cases.rules.reasons import Reason
from fondaco.market.cases.rules.standing import DEFAULTED, Standing, facts_of
from fondaco.market.cases.rules.words import Guard
from tests.rules.market.cases.walk import NOON, TERMS


def holds(reason: Reason = Reason.DAMAGED, amount_minor: int = 4900, **given: object) -> frozenset:
    standing = Standing(reason=reason, amount_minor=amount_minor, currency="EUR", now=NOON, **given)  # type: ignore[arg-type]  # named values of a Standing
    return facts_of(standing, TERMS).holds


def test_nothing_goes_back_where_nothing_came_or_little_is_at_stake() -> None:
    assert Guard.WITHOUT_RETURN in holds(Reason.NOT_RECEIVED)
    assert Guard.WITHOUT_RETURN in holds(amount_minor=1_999)
    assert Guard.WITHOUT_RETURN not in holds(amount_minor=2_000)


def test_a_small_thing_still_goes_back_when_a_mediation_ends_in_silence() -> None:
    assert Guard.NOTHING_TO_RETURN not in holds(amount_minor=1_999)
    assert Guard.NOTHING_TO_RETURN in holds(is_back=True)


def test_a_counterfeit_is_refunded_without_return_unless_an_invoice_was_shown() -> None:
    assert Guard.WITHOUT_RETURN in holds(Reason.COUNTERFEIT)
    assert Guard.WITHOUT_RETURN not in holds(Reason.COUNTERFEIT, invoice_shown=True)
    assert Guard.COUNTERFEIT in holds(Reason.COUNTERFEIT)


def test_what_did_not_come_cannot_be_sent_back() -> None:
    assert Guard.PARTS_MISSING in holds(Reason.MISSING_PARTS)
    assert Guard.PARTS_MISSING not in holds(Reason.DAMAGED)


def test_two_people_sign_above_500_euro() -> None:
    assert Guard.TWO_SIGNATURES not in holds(amount_minor=50_000)
    assert Guard.TWO_SIGNATURES in holds(amount_minor=50_001)


def test_only_our_own_scanned_label_counts_for_a_parcel_lost_on_its_way_back() -> None:
    assert Guard.LABEL_SCANNED in holds(label_by="platform", label_scanned=True)
    assert Guard.LABEL_SCANNED not in holds(label_by="seller", label_scanned=True)
    assert Guard.LABEL_SCANNED not in holds(label_by="platform")


@pytest.mark.parametrize(
    ("days", "outcome", "reopened", "allowed"),
    [
        (7, "not_returned", False, True),
        (8, "not_returned", False, False),
        (1, "not_returned", True, False),
        (1, "agreed_refund", False, False),
    ],
)
def test_a_missed_return_is_reopened_once_within_seven_days(
    days: int, outcome: str, reopened: bool, allowed: bool
) -> None:
    closed_at = NOON - timedelta(days=days)
    found = holds(outcome=outcome, closed_at=closed_at, was_reopened=reopened)
    assert (Guard.REOPENABLE in found) is allowed


def test_once_decided_or_defaulted_no_side_can_call_a_mediator_again() -> None:
    assert Guard.UNDECIDED in holds(stage=3)
    assert Guard.UNDECIDED not in holds(stage=DEFAULTED)
    assert Guard.UNDECIDED not in holds(is_decided=True)
