"""Check before you buy: each finding from what was handed in."""

from dataclasses import replace

import pytest

from fondaco.market.trust.rules.facts import SellerFacts
from fondaco.market.trust.rules.price import price_panel
from fondaco.market.trust.rules.sheet import (
    Finding,
    ListingFacts,
    SellerIdentity,
    check_sheet,
)

OTHERS = [9_000, 9_500, 9_900, 10_000, 10_000, 10_400, 11_000, 12_500]
LISTING = ListingFacts(
    5, gtin="8001234567893", gtin_state="valid", withdrawal_days=14, cover_days=30
)
TRADER = SellerIdentity(is_verified=True, kind="trader")
FACTS = SellerFacts(
    months_on_platform=30,
    completed_orders_12m=900,
    completed_orders=2_000,
    positive_share_bps=9_700,
    positive_low_bps=9_580,
    positive_high_bps=9_790,
    ratings=1_000,
    on_time_dispatch_bps=9_800,
    on_time_delivery_bps=9_500,
    median_first_answer_s=3_600,
    answered_24h_bps=9_900,
    cases_per_100=0.8,
    refunds_per_100=1.1,
    cases_outcomes={},
    is_new=False,
    score=9_500,
    dispatched_12m=900,
    delivered_12m=890,
    asked_12m=50,
    paid_orders_12m=920,
)


def sheet(**given: object) -> dict[str, Finding]:
    parts = {
        "listing": LISTING,
        "identity": TRADER,
        "facts": FACTS,
        "price": price_panel(10_000, OTHERS, is_exact=True),
    }
    return {finding.code: finding for finding in check_sheet(**(parts | given))}


def test_an_honest_listing_has_nothing_against_it() -> None:
    assert {finding.state for finding in sheet().values()} == {"ok"}


@pytest.mark.parametrize(
    ("given", "code", "state"),
    [
        ({"price": price_panel(3_000, OTHERS, is_exact=True)}, "price_unusually_low", "bad"),
        ({"price": price_panel(3_000, [], is_exact=True)}, "price_unknown", "unknown"),
        ({"price": price_panel(20_000, OTHERS, is_exact=True)}, "price_dear", "look"),
        ({"identity": SellerIdentity(False, "trader")}, "seller_unverified", "bad"),
        ({"identity": SellerIdentity(True, "private")}, "no_withdrawal", "look"),
        ({"facts": replace(FACTS, is_new=True, ratings=3)}, "seller_new", "look"),
        ({"facts": replace(FACTS, ratings=9)}, "seller_few_ratings", "unknown"),
        ({"facts": replace(FACTS, positive_high_bps=8_000)}, "seller_poor", "bad"),
        ({"facts": replace(FACTS, cases_per_100=9.0)}, "seller_cases", "look"),
        ({"facts": replace(FACTS, on_time_delivery_bps=7_000)}, "seller_late", "look"),
        ({"listing": replace(LISTING, gtin_state="invalid")}, "gtin_invalid", "bad"),
        ({"listing": replace(LISTING, pictures=1)}, "pictures_few", "look"),
        (
            {"listing": replace(LISTING, pictures_elsewhere=2, is_new_condition=False)},
            "pictures_shared",
            "look",
        ),
        ({"listing": replace(LISTING, fake_reviews=1)}, "said_not_genuine", "bad"),
        ({"listing": replace(LISTING, gtin_state="none", names_product=True)},
         "product_named", "ok"),
    ],
)  # fmt: skip
def test_each_thing_to_look_at_is_said(given: dict[str, object], code: str, state: str) -> None:
    assert sheet(**given)[code].state == state


def test_what_speaks_against_it_comes_first() -> None:
    states = [
        finding.state for finding in sheet(identity=SellerIdentity(False, "private")).values()
    ]
    order = {"bad": 0, "look": 1, "ok": 2, "unknown": 3}
    assert states == sorted(states, key=order.__getitem__)


def test_pictures_of_a_new_product_may_be_the_makers() -> None:
    found = sheet(listing=replace(LISTING, pictures_elsewhere=12))
    assert "pictures_shared" not in found


def test_every_text_can_be_filled_with_its_values() -> None:
    for given in ({}, {"facts": replace(FACTS, is_new=True)}, {"price": price_panel(
        3_000, OTHERS, is_exact=True)}):  # fmt: skip
        for finding in sheet(**given).values():
            assert "%(" not in finding.text % finding.values
