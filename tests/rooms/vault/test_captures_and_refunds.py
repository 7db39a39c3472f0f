"""Captures, refunds and reversals: once, and never above what there is."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest

from fondaco.kernel import clock
from fondaco.kernel.wire import PeerRefused
from fondaco.vault.acquirers import sweep
from fondaco.vault.acquirers.models import Authorization, Capture
from tests.rooms.vault import callers
from tests.rooms.vault.fake_bank import FakeAcquirer

Authenticate = Callable[..., str]
Answer = tuple[int, dict[str, Any]]
Authorize = Callable[..., Answer]


def test_no_more_is_captured_than_was_authorized(market: callers.Caller, approved: str) -> None:
    assert market.post("/v1/captures", callers.capture_body(approved, amount_minor=8000))[0] == 200
    status, body = market.post("/v1/captures", callers.capture_body(approved, amount_minor=391))
    assert (status, body["details"]) == (422, {"left_minor": 390})
    assert market.post("/v1/captures", callers.capture_body(approved, amount_minor=390))[0] == 200
    assert Authorization.objects.get().captured_minor == 8390


def test_a_capture_in_doubt_is_repeated_by_its_key(
    market: callers.Caller, approved: str, acquirer: FakeAcquirer
) -> None:
    acquirer.faults = ["unanswered", "lost", "lost"]
    body = callers.capture_body(approved, key="capture-1")
    assert market.post("/v1/captures", body)[0] == 503
    status, first = market.post("/v1/captures", body)
    assert (status, first["state"]) == (200, "captured")
    assert market.get("/v1/captures/by-key/capture-1") == (200, first)
    assert Capture.objects.count() == 1
    assert Authorization.objects.get().captured_minor == 8390


def test_a_refused_capture_gives_its_amount_back(
    market: callers.Caller, approved: str, acquirer: FakeAcquirer
) -> None:
    acquirer.refused = PeerRefused("closed", "No.", status=409)
    status, body = market.post("/v1/captures", callers.capture_body(approved))
    assert (status, body["code"]) == (409, "capture_refused")
    assert Authorization.objects.get().captured_minor == 0
    acquirer.refused = None
    assert market.post("/v1/captures", callers.capture_body(approved))[0] == 200


def test_a_declined_authorization_is_not_captured(
    authorize: Authorize, market: callers.Caller, acquirer: FakeAcquirer
) -> None:
    acquirer.code = "05"
    _, body = authorize()
    status, refused = market.post("/v1/captures", callers.capture_body(body["authorization_id"]))
    assert (status, refused["code"]) == (409, "authorization_not_open")


def test_no_more_is_refunded_than_was_captured(market: callers.Caller, captured: str) -> None:
    assert market.post("/v1/refunds", callers.refund_body(captured, amount_minor=8000))[0] == 200
    status, body = market.post("/v1/refunds", callers.refund_body(captured, amount_minor=391))
    assert (status, body["details"]) == (422, {"left_minor": 390})
    assert market.post("/v1/refunds", callers.refund_body(captured, amount_minor=390))[0] == 200


def test_a_refund_to_a_closed_card_is_refused_and_can_be_made_otherwise(
    market: callers.Caller, captured: str, acquirer: FakeAcquirer
) -> None:
    acquirer.code = "62"
    body = callers.refund_body(captured, key="refund-1", amount_minor=8390)
    status, refused = market.post("/v1/refunds", body)
    assert (status, refused["state"], refused["response_code"]) == (200, "refused", "62")
    assert market.get("/v1/refunds/by-key/refund-1") == (200, refused)
    assert Capture.objects.get().refunded_minor == 0


def test_a_refund_in_doubt_is_made_once(
    market: callers.Caller, captured: str, acquirer: FakeAcquirer
) -> None:
    acquirer.faults = ["unanswered", "lost"]
    body = callers.refund_body(captured, key="refund-1")
    assert market.post("/v1/refunds", body)[0] == 503
    with clock.frozen_real(clock.real_now() + timedelta(minutes=1)):
        sweep.sweep()
    status, read = market.get("/v1/refunds/by-key/refund-1")
    assert (status, read["state"]) == (200, "accepted")
    assert market.post("/v1/refunds", body | {"amount_minor": 1001})[1]["code"] == "key_reused"
    assert Capture.objects.get().refunded_minor == 1000


def test_an_authorization_is_given_up_before_it_is_captured(
    market: callers.Caller, approved: str
) -> None:
    path = f"/v1/authorizations/{approved}/reverse"
    status, first = market.post(path, {"key": "reverse-1"})
    assert (status, first["state"]) == (200, "reversed")
    assert market.post(path, {"key": "reverse-1"}) == (200, first)
    assert market.get("/v1/reversals/by-key/reverse-1") == (200, first)
    status, body = market.post("/v1/captures", callers.capture_body(approved))
    assert (status, body["code"]) == (409, "authorization_not_open")
    assert market.post(path, {"key": "reverse-2"})[1]["code"] == "authorization_not_open"


def test_a_captured_authorization_is_not_given_up(
    market: callers.Caller, approved: str, captured: str
) -> None:
    status, body = market.post(f"/v1/authorizations/{approved}/reverse", {"key": "reverse-1"})
    assert (status, body["code"]) == (409, "authorization_not_open")


@pytest.mark.parametrize(
    ("path", "body", "field"),
    [
        ("/v1/captures", {"authorization_id": "x"}, "authorization_id"),
        ("/v1/captures", {"amount_minor": -1}, "amount_minor"),
        ("/v1/captures", {"amount_minor": 1.5}, "amount_minor"),
        ("/v1/captures", {"key": ""}, "key"),
        ("/v1/captures", {"key": "k" * 256}, "key"),
        ("/v1/refunds", {"capture_id": None}, "capture_id"),
        ("/v1/refunds", {"amount_minor": True}, "amount_minor"),
    ],
)
def test_a_member_that_is_wrong_is_named(
    market: callers.Caller, path: str, body: dict[str, Any], field: str
) -> None:
    good = callers.capture_body(str(uuid4())) | {"capture_id": str(uuid4())}
    status, refused = market.post(path, good | body)
    assert (status, refused["field"]) == (422, field)
