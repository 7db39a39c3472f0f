"""What a statement line is about."""

from dataclasses import replace
from datetime import date

import pytest

from fondaco.kernel.ids import new_id
from fondaco.market.payments.rules.camt import Line
from fondaco.market.payments.rules.matching import MatchKind, PayoutFacts, match

PAYOUT = PayoutFacts(new_id(), 5_000, "EUR")
PAYOUTS = {"PO1": PAYOUT}
LINE = Line(0, -5_000, "EUR", date(2026, 11, 25), "PMNT/ICDT/ESCT", "PO1", "R", "Brenta", "")
SETTLED = replace(LINE, amount_minor=9_000, code="PMNT/MCRD/POSC", end_to_end_id="")


def kind(line: Line, receivable_minor: int = 10_000) -> MatchKind:
    return match(line, PAYOUTS, receivable_minor=receivable_minor).kind


def test_a_payout_that_left_is_booked() -> None:
    found = match(LINE, PAYOUTS, receivable_minor=0)
    assert (found.kind, found.payout_id) == (MatchKind.PAYOUT_BOOKED, PAYOUT.id)


def test_a_payout_that_came_back_is_returned() -> None:
    assert kind(replace(LINE, amount_minor=5_000)) is MatchKind.PAYOUT_RETURNED


@pytest.mark.parametrize("change", [{"amount_minor": -4_999}, {"currency": "USD"}])
def test_another_amount_than_ours_is_for_a_person(change: dict[str, object]) -> None:
    found = match(replace(LINE, **change), PAYOUTS, receivable_minor=0)  # type: ignore[arg-type]
    assert found.kind is MatchKind.UNMATCHED
    assert found.note


def test_a_settlement_is_known_by_its_code() -> None:
    assert kind(SETTLED) is MatchKind.SETTLEMENT
    assert kind(replace(SETTLED, amount_minor=-300)) is MatchKind.SETTLEMENT


def test_more_than_the_acquirer_owes_is_for_a_person() -> None:
    assert kind(SETTLED, receivable_minor=8_999) is MatchKind.UNMATCHED


def test_costs_are_known_and_only_ever_go_out() -> None:
    cost = replace(LINE, amount_minor=-126, code="PMNT/MCRD/CHRG", end_to_end_id="")
    assert kind(cost) is MatchKind.COST
    assert kind(replace(cost, amount_minor=126)) is MatchKind.UNMATCHED


def test_strangers_are_for_a_person() -> None:
    assert kind(replace(LINE, end_to_end_id="NOTPROVIDED")) is MatchKind.UNMATCHED
