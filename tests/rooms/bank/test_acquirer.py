"""What the acquirer answers, takes and gives back."""

import json
from typing import Any

import pytest
from django.test import Client

from fondaco.bank.counter.seed import iban_of
from fondaco.bank.issuer.cards import VirtualCard, make_virtual_card, set_frozen
from fondaco.bank.issuer.models import Account, Card, CardPayment
from fondaco.bank.issuer.queries import holders
from fondaco.kernel.ids import new_id
from tests.rooms.bank.conftest import Peer, Results
from tests.rooms.bank.paying import MARTA, TESSA, areq, authorize, proven, send, take

pytestmark = pytest.mark.usefixtures("bank")


def martas_credit() -> Account:
    return Account.objects.get(iban=iban_of(102))


def test_the_same_key_authorizes_once(vault: Peer, page: Client, results: Results) -> None:
    value = proven(vault, page, results)
    first = authorize(vault, value, key="k:1/2")
    assert authorize(vault, value, key="k:1/2", security_code=None) == first
    assert vault.get("/acquirer/authorizations/by-key/k:1/2") == first
    assert CardPayment.objects.count() == 1
    assert martas_credit().held_minor == 8_390
    status, refusal = vault.call(
        "POST",
        "/acquirer/authorizations",
        {
            "key": "k:1/2",
            "pan": MARTA,
            "expiry": "3012",
            "security_code": None,
            "amount_minor": 1,
            "currency": "EUR",
            "merchant_id": "FONDACO",
            "descriptor": "Fondaco",
        },
    )
    assert (status, refusal["code"]) == (422, "key_reused")


def test_a_key_that_did_nothing_is_not_found(vault: Peer) -> None:
    assert vault.call("GET", "/acquirer/captures/by-key/never")[0] == 404


def test_a_value_counts_for_its_own_payment_only(
    vault: Peer, page: Client, results: Results
) -> None:
    value = proven(vault, page, results)
    for changes in (
        {"amount_minor": 8_391},
        {"currency": "USD"},
        {"eci": "06"},
        {"pan": "5555555555554444"},
        {"ds_trans_id": str(new_id())},
    ):
        assert authorize(vault, value, **changes)["response_code"] == "63"
    assert authorize(vault, "AAAAAAAAAAAAAAAAAAAAAAAAAAA=")["response_code"] == "63"
    assert authorize(vault, value)["response_code"] == "00"
    assert authorize(vault, value)["response_code"] == "63"


def test_an_unproven_payment_is_softly_declined(vault: Peer) -> None:
    assert authorize(vault, None)["response_code"] == "1A"
    assert authorize(vault, None, number="5555555555554444")["response_code"] == "65"
    assert authorize(vault, None, eci="05")["response_code"] == "63"
    assert authorize(vault, None, amount_minor=2_000)["response_code"] == "00"


@pytest.mark.parametrize(
    ("number", "code"),
    [
        ("4000000000000002", "05"),
        ("4000000000009995", "51"),
        ("4000000000009987", "41"),
        ("4000000000009979", "43"),
        ("4000000000000069", "54"),
        ("4000000000000127", "63"),
        ("4000000000000119", "96"),
    ],
)
def test_a_number_triggers_its_response(vault: Peer, number: str, code: str) -> None:
    assert authorize(vault, None, number, amount_minor=100)["response_code"] == code


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"expiry": "3011"}, "54"),
        ({"security_code": "999"}, "63"),
        ({"pan": "4242420000000000"}, "14"),
    ],
)
def test_wrong_card_details_are_declined(vault: Peer, changes: dict[str, Any], code: str) -> None:
    assert authorize(vault, None, amount_minor=100, **changes)["response_code"] == code


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("pan", "4242"),
        ("pan", None),
        ("expiry", "1330"),
        ("amount_minor", 0),
        ("amount_minor", True),
        ("amount_minor", 10**16),
        ("currency", "XXX"),
        ("descriptor", "x" * 41),
        ("security_code", "12"),
        ("key", ""),
    ],
)
def test_a_bad_field_is_named_and_never_repeated(vault: Peer, field: str, value: Any) -> None:
    body = {
        "key": "k",
        "pan": MARTA,
        "expiry": "3012",
        "security_code": "123",
        "amount_minor": 100,
        "currency": "EUR",
        "merchant_id": "FONDACO",
        "descriptor": "Fondaco",
    }
    status, refusal = vault.call("POST", "/acquirer/authorizations", body | {field: value})
    assert (status, refusal["field"]) == (400, field)
    assert MARTA not in json.dumps(refusal)


def test_a_frozen_card_pays_nothing(vault: Peer) -> None:
    card = Card.objects.get(number=MARTA)
    marta = holders()[0].id
    set_frozen(cardholder_id=marta, card_id=card.id, frozen=True)
    assert authorize(vault, None, amount_minor=100)["response_code"] == "62"
    assert send(vault, areq()).text("transStatus") == "N"


def test_a_virtual_card_keeps_its_rules(vault: Peer) -> None:
    marta, account = holders()[0].id, martas_credit()
    card_id = make_virtual_card(
        cardholder_id=marta,
        account_id=account.id,
        wish=VirtualCard("Once", single_use=True),
    )
    card = Card.objects.get(id=card_id)
    details = {"expiry": card.expiry, "security_code": card.security_code, "amount_minor": 100}
    assert authorize(vault, None, card.number, **details)["response_code"] == "00"
    assert authorize(vault, None, card.number, **details)["response_code"] == "62"


def test_a_hold_is_given_back_by_a_reversal(vault: Peer, page: Client, results: Results) -> None:
    answer = authorize(vault, proven(vault, page, results))
    body = {"key": "r", "authorization_id": answer["authorization_id"]}
    first = vault.post("/acquirer/reversals", body)
    assert vault.post("/acquirer/reversals", body) == first
    assert martas_credit().held_minor == 0
    refused = {"key": "c", "authorization_id": answer["authorization_id"], "amount_minor": 1}
    assert vault.call("POST", "/acquirer/captures", refused)[1]["code"] == "reversed"


def test_no_more_is_taken_than_was_authorized(vault: Peer, page: Client, results: Results) -> None:
    answer = authorize(vault, proven(vault, page, results))
    body = {"key": "c", "authorization_id": answer["authorization_id"], "amount_minor": 8_391}
    assert vault.call("POST", "/acquirer/captures", body)[1]["code"] == "over_authorized"
    vault.post("/acquirer/captures", body | {"amount_minor": 8_000})
    assert martas_credit().held_minor == 8_000
    again = body | {"key": "c2", "amount_minor": 100}
    assert vault.call("POST", "/acquirer/captures", again)[1]["code"] == "already_captured"


def test_no_more_is_refunded_than_was_taken(vault: Peer, page: Client, results: Results) -> None:
    _, taken = take(vault, page, results)
    body = {"key": "f1", "capture_id": taken["capture_id"], "amount_minor": 5_000}
    first = vault.post("/acquirer/refunds", body)
    assert first["response_code"] == "00"
    assert vault.post("/acquirer/refunds", body) == first
    assert vault.get("/acquirer/refunds/by-key/f1") == first
    over = body | {"key": "f2", "amount_minor": 3_391}
    assert vault.call("POST", "/acquirer/refunds", over)[1]["code"] == "over_refunded"
    vault.post("/acquirer/refunds", over | {"amount_minor": 3_390})
    assert martas_credit().balance_minor == 8_390


def test_a_refund_to_a_closed_card_is_refused(vault: Peer, page: Client, results: Results) -> None:
    _, taken = take(vault, page, results, "4000000100000803", phone=TESSA)
    body = {"key": "f", "capture_id": taken["capture_id"], "amount_minor": 100}
    assert vault.post("/acquirer/refunds", body)["response_code"] == "46"


def test_a_yen_card_pays_in_euro(vault: Peer, page: Client, results: Results) -> None:
    number = "5200828282828210"
    value = proven(vault, page, results, number, phone="+819055550103", version="2.1.0")
    assert authorize(vault, value, number, eci="02")["response_code"] == "00"
    assert Account.objects.get(iban=iban_of(121)).held_minor == 13_718


def test_martas_second_card_takes_any_future_expiry(
    vault: Peer, page: Client, results: Results
) -> None:
    number = "4000000000003220"
    value = proven(vault, page, results, number, expiry="3404")
    answer = authorize(vault, value, number, expiry="3404", security_code="999")
    assert answer["response_code"] == "00"
