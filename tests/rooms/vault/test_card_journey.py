"""From the card fields to the captured payment, through the doors that the market uses."""

from collections.abc import Callable
from typing import Any

from django.test import Client

from fondaco.threeds.build import build_cres
from fondaco.threeds.codes import TransStatus
from fondaco.threeds.validation import Message
from fondaco.threeds.wire import encode_form, parse_form
from tests.rooms.vault import callers
from tests.rooms.vault.fake_bank import FakeAcquirer, FakeDirectory


def test_a_card_is_entered_challenged_authorized_captured_and_refunded(
    client: Client,
    market: callers.Caller,
    bank: callers.Caller,
    directory: FakeDirectory,
    acquirer: FakeAcquirer,
    open_session: Callable[..., str],
    enter: Callable[..., Any],
) -> None:
    told = enter(open_session()).json()
    assert told["type"] == "fondaco.card"
    assert (told["brand"], told["last_four"], told["expiry"]) == ("visa", "4242", "09/28")

    status, begun = market.post("/v1/authentications", callers.authentication_body(told["token"]))
    assert (status, begun["state"]) == (200, "challenge")
    authentication_id = begun["authentication_id"]
    creq = Message(parse_form(begun["challenge"]["creq"]))
    assert creq["challengeWindowSize"] == "03"

    status, answer = bank.post("/threeds/results", dict(directory.rreq(TransStatus.AUTHENTICATED)))
    assert (status, answer["messageType"], answer["resultsStatus"]) == (200, "RRes", "01")

    page = client.post(
        f"/threeds/notify/{authentication_id}",
        {
            "cres": encode_form(build_cres(creq=creq, status=TransStatus.AUTHENTICATED)),
            "threeDSSessionData": begun["challenge"]["session_data"],
        },
    )
    assert page.status_code == 200
    assert "frame-ancestors http://127.0.0.1:8000" in page["Content-Security-Policy"]

    _, read = market.get(f"/v1/authentications/{authentication_id}")
    assert read["state"] == "done"
    assert read["outcome"]["may_authorize"]
    assert read["outcome"]["eci"] == "05"
    assert [message["messageType"] for message in read["trace"]] == [
        "AReq",
        "ARes",
        "CReq",
        "RReq",
        "RRes",
        "CRes",
    ]

    status, authorized = market.post(
        "/v1/authorizations", callers.authorization_body(told["token"], authentication_id)
    )
    assert (status, authorized["state"]) == (200, "approved"), authorized
    assert acquirer.charges[0][1].security_code == "123"

    body = {
        "key": "capture-1",
        "authorization_id": authorized["authorization_id"],
        "amount_minor": 8390,
    }
    status, captured = market.post("/v1/captures", body)
    assert (status, captured["state"]) == (200, "captured")
    assert captured["settlement_date"] == "2026-11-25"

    body = {
        "key": "refund-1",
        "capture_id": captured["capture_id"],
        "amount_minor": 390,
        "descriptor": "FONDACO",
    }
    status, refunded = market.post("/v1/refunds", body)
    assert (status, refunded["state"], refunded["network_reference"]) == (200, "accepted", "NET456")
