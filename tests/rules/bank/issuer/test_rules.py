from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fondaco.bank.issuer.rules import (
    APPROVED,
    RESPONSE_TEXTS,
    Asked,
    CardFacts,
    Proven,
    decide,
    eci_claims_proof,
    is_expired,
)
from fondaco.threeds.outcome import Brand

TODAY = date(2026, 11, 24)
CARD = CardFacts(Brand.VISA, "active", "3012", "123", available_minor=100_000)
PROVEN = Proven(claimed=True, valid=True, by_challenge=True)
ASKED = Asked("3012", "123", "Fondaco", 8_390, 8_390, PROVEN)

cards = st.builds(
    CardFacts,
    brand=st.sampled_from(Brand),
    status=st.sampled_from(["active", "frozen", "closed", "lost", "stolen"]),
    expiry=st.sampled_from(["3012", "2611", "2610", "0001"]),
    security_code=st.just("123"),
    available_minor=st.integers(-100, 20_000),
    payment_limit_minor=st.none() | st.integers(1, 20_000),
    month_limit_minor=st.none() | st.integers(1, 20_000),
    spent_minor=st.integers(0, 20_000),
    single_use=st.booleans(),
    used=st.booleans(),
    locked_merchant=st.sampled_from(["", "Fondaco", "Elsewhere"]),
    forced_response=st.none() | st.sampled_from(["05", "51"]),
    always_needs_challenge=st.booleans(),
    takes_any_details=st.booleans(),
)
requests = st.builds(
    Asked,
    expiry=st.sampled_from(["3012", "2611", "2610"]),
    security_code=st.none() | st.sampled_from(["123", "124"]),
    merchant=st.just("Fondaco"),
    billed_minor=st.integers(1, 20_000),
    euro_minor=st.integers(1, 60_000),
    exemption=st.sampled_from(["", "low_value", "risk_analysis"]),
    proof=st.builds(Proven, claimed=st.booleans(), valid=st.booleans(), by_challenge=st.booleans()),
)


def test_a_proven_payment_within_means_is_approved() -> None:
    assert decide(CARD, ASKED, TODAY) == APPROVED


@given(cards, requests)
def test_nothing_is_approved_that_a_rule_forbids(card: CardFacts, asked: Asked) -> None:
    code = decide(card, asked, TODAY)
    assert code in RESPONSE_TEXTS
    if code != APPROVED:
        return
    assert card.status == "active"
    assert not is_expired(asked.expiry, TODAY)
    assert asked.expiry == card.expiry or card.takes_any_details
    assert asked.security_code in {None, card.security_code} or card.takes_any_details
    assert asked.billed_minor <= card.available_minor
    in_all = card.spent_minor + asked.billed_minor
    assert card.month_limit_minor is None or in_all <= card.month_limit_minor
    assert card.payment_limit_minor is None or asked.billed_minor <= card.payment_limit_minor
    most = 50_000 if asked.exemption == "risk_analysis" else 3_000
    assert asked.proof.valid or (asked.euro_minor <= most and not asked.proof.claimed)
    assert not (card.single_use and card.used)


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"status": "lost"}, "41"),
        ({"status": "stolen"}, "43"),
        ({"status": "closed"}, "14"),
        ({"status": "frozen"}, "62"),
        ({"expiry": "3011"}, "54"),
        ({"available_minor": 8_389}, "51"),
        ({"month_limit_minor": 8_389}, "61"),
        ({"payment_limit_minor": 8_389}, "61"),
        ({"good_until": TODAY - timedelta(days=1)}, "54"),
        ({"single_use": True, "used": True}, "62"),
        ({"locked_merchant": "Elsewhere"}, "57"),
        ({"locked_merchant": "FONDACO"}, "00"),
        ({"forced_response": "96"}, "96"),
    ],
)
def test_each_reason_has_its_code(changes: dict[str, object], code: str) -> None:
    assert decide(replace(CARD, **changes), ASKED, TODAY) == code  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("brand", "code"), [(Brand.VISA, "1A"), (Brand.AMEX, "1A"), (Brand.MASTERCARD, "65")]
)
def test_each_network_asks_for_authentication_in_its_own_code(brand: Brand, code: str) -> None:
    asked = replace(ASKED, proof=Proven())
    assert decide(replace(CARD, brand=brand), asked, TODAY) == code


def test_a_false_proof_is_worse_than_none() -> None:
    asked = replace(ASKED, proof=Proven(claimed=True), billed_minor=100, euro_minor=100)
    assert decide(CARD, asked, TODAY) == "63"
    assert decide(CARD, replace(asked, proof=Proven()), TODAY) == "00"


@pytest.mark.parametrize(
    ("exemption", "euro_minor", "code"),
    [
        ("", 3_001, "1A"),
        ("low_value", 3_001, "1A"),
        ("risk_analysis", 50_000, "00"),
        ("risk_analysis", 50_001, "1A"),
    ],
)
def test_an_exemption_is_good_up_to_its_limit(exemption: str, euro_minor: int, code: str) -> None:
    asked = replace(ASKED, proof=Proven(), exemption=exemption, euro_minor=euro_minor)
    assert decide(CARD, asked, TODAY) == code


@pytest.mark.parametrize(
    ("unconfirmed", "exemption", "proof", "code"),
    [
        (4, "", Proven(), "00"),
        (5, "", Proven(), "1A"),
        (4, "low_value", Proven(claimed=True, valid=True), "00"),
        (5, "low_value", Proven(claimed=True, valid=True), "1A"),
        (5, "", Proven(claimed=True, valid=True), "00"),
        (5, "risk_analysis", Proven(), "00"),
        (5, "low_value", Proven(claimed=True, valid=True, by_challenge=True), "00"),
    ],
)
def test_five_payments_of_low_value_go_without_a_confirmation(
    unconfirmed: int, exemption: str, proof: Proven, code: str
) -> None:
    small = replace(ASKED, euro_minor=3_000, proof=proof, exemption=exemption)
    assert decide(CARD, replace(small, unconfirmed=unconfirmed), TODAY) == code


def test_a_card_is_good_through_its_last_month() -> None:
    assert not is_expired("2611", date(2026, 11, 30))
    assert is_expired("2611", date(2026, 12, 1))


def test_only_some_indicators_claim_a_proof() -> None:
    assert {
        eci for eci in ("00", "01", "02", "05", "06", "07", "", None) if eci_claims_proof(eci)
    } == {
        "01",
        "02",
        "05",
        "06",
    }


def test_a_card_with_a_trigger_takes_any_details_but_no_past() -> None:
    card = replace(CARD, takes_any_details=True)
    assert decide(card, replace(ASKED, expiry="3404", security_code="999"), TODAY) == "00"
    assert decide(card, replace(ASKED, expiry="2610"), TODAY) == "54"
