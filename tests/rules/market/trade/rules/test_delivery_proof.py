"""What proves a delivery, and each single thing that keeps it from being proven."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fondaco.market.trade.rules.delivery_proof import Expected, ScanFact, assess, same_postcode

PAID = datetime(2026, 11, 24, 12, tzinfo=UTC)
FIRST = ScanFact("accepted", PAID + timedelta(hours=2), "35121", "IT", 1_200, "")
LAST = ScanFact("delivered", PAID + timedelta(days=3), "28013", "ES", None, "M. Ruiz")
EXPECTED = Expected(PAID, "IT", "28013", "ES", 1_000, 5_000, True)


def test_a_clean_history_is_proven() -> None:
    history = assess([FIRST, LAST], EXPECTED)
    assert history.proven
    assert (history.first_scan_at, history.delivered_at) == (FIRST.at, LAST.at)
    assert history.signed_by == "M. Ruiz"


@pytest.mark.parametrize(
    ("scans", "missing"),
    [
        ([], "no_scan"),
        ([FIRST], "no_delivery_scan"),
        ([replace(FIRST, at=PAID - timedelta(hours=1)), LAST], "scanned_before_payment"),
        ([replace(FIRST, country="CN"), LAST], "origin_differs"),
        ([FIRST, replace(LAST, postcode="28014")], "postcode_differs"),
        ([FIRST, replace(LAST, postcode="")], "postcode_differs"),
        ([FIRST, replace(LAST, country="PT")], "country_differs"),
        ([replace(FIRST, weight_grams=499), LAST], "too_light"),
        ([FIRST, replace(LAST, signed_by=" ")], "signature_missing"),
        (
            [FIRST, replace(FIRST, kind="returned", at=PAID + timedelta(days=1)), LAST],
            "returned_to_sender",
        ),
    ],
)
def test_one_thing_wrong_proves_nothing(scans: list[ScanFact], missing: str) -> None:
    history = assess(scans, EXPECTED)
    assert not history.proven
    assert missing in history.missing


def test_a_better_delivery_scan_counts_over_a_worse_one() -> None:
    elsewhere = replace(LAST, postcode="08001", at=LAST.at - timedelta(hours=3))
    assert assess([FIRST, elsewhere, LAST], EXPECTED).proven


def test_no_signature_is_asked_for_a_cheap_parcel_and_no_weight_where_none_was_listed() -> None:
    cheap = replace(EXPECTED, signature_needed=False, weight_grams=0)
    assert assess([replace(FIRST, weight_grams=1), replace(LAST, signed_by="")], cheap).proven


def test_postcodes_are_compared_without_spaces_and_case() -> None:
    assert same_postcode("sw1a 1aa", "SW1A1AA")
    assert not same_postcode("", "")


ON_ITS_WAY = replace(FIRST, kind="in_transit", at=PAID + timedelta(days=1))


@given(st.permutations([FIRST, ON_ITS_WAY, LAST]))
def test_the_order_in_which_scans_come_does_not_matter(scans: list[ScanFact]) -> None:
    assert assess(scans, EXPECTED) == assess([FIRST, *scans, LAST], EXPECTED)
