"""Authorizations, captures, refunds and reversals: once, in bounds, and never guessed."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest

from fondaco.kernel import clock
from fondaco.kernel.wire import PeerRefused, PeerUnavailable
from fondaco.threeds.codes import TransStatus
from fondaco.vault.acquirers import sweep
from fondaco.vault.acquirers.models import Authorization, Capture
from fondaco.vault.acquirers.protocol import Authorized
from fondaco.vault.acquirers.rules import MOST_DECLINES
from fondaco.vault.cards.models import Card, SecurityCode
from fondaco.vault.threeds_server.models import Authentication
from tests.rooms.vault import callers
from tests.rooms.vault.fake_bank import VALUE, FakeAcquirer, FakeDirectory

Authenticate = Callable[..., str]
Answer = tuple[int, dict[str, Any]]
Authorize = Callable[..., Answer]


@pytest.fixture
def authorize(
    market: callers.Caller, token: str, authenticated: Authenticate, acquirer: FakeAcquirer
) -> Authorize:
    def run(**changes: Any) -> Answer:
        identifier = changes.pop("authentication_id", None) or authenticated(token)
        body = callers.authorization_body(token, identifier, **changes)
        return market.post("/v1/authorizations", body)

    return run


@pytest.fixture
def approved(authorize: Authorize) -> str:
    status, body = authorize()
    assert (status, body["state"]) == (200, "approved"), body
    return str(body["authorization_id"])


@pytest.fixture
def captured(market: callers.Caller, approved: str) -> str:
    status, body = market.post("/v1/captures", capture_body(approved, key="capture-1"))
    assert status == 200, body
    return str(body["capture_id"])


def capture_body(authorization_id: str, **changes: Any) -> dict[str, Any]:
    return {
        "key": f"capture-{uuid4()}",
        "authorization_id": authorization_id,
        "amount_minor": 8390,
    } | changes


def refund_body(capture_id: str, **changes: Any) -> dict[str, Any]:
    return {
        "key": f"refund-{uuid4()}",
        "capture_id": capture_id,
        "amount_minor": 1000,
        "descriptor": "FONDACO",
    } | changes


def test_an_authorization_carries_the_proof_and_the_code_once(
    approved: str, acquirer: FakeAcquirer
) -> None:
    charge = acquirer.charges[0][1]
    assert (charge.eci, charge.authentication_value) == ("05", VALUE)
    assert (charge.number, charge.expiry) == ("4242424242424242", "2809")
    assert charge.security_code == "123"
    assert "4242" not in repr(charge)
    assert not SecurityCode.objects.exists()
    assert Authentication.objects.get().sealed_value is None


@pytest.mark.parametrize(
    ("name", "value"),
    [("amount_minor", 8391), ("currency", "USD"), ("payee", "Someone else")],
)
def test_any_difference_from_what_was_confirmed_voids_the_confirmation(
    authorize: Authorize,
    market: callers.Caller,
    acquirer: FakeAcquirer,
    authenticated: Authenticate,
    token: str,
    name: str,
    value: object,
) -> None:
    identifier = authenticated(token)
    status, body = authorize(authentication_id=identifier, **{name: value})
    assert (status, body["code"]) == (409, "authentication_mismatch")
    assert body["details"] == {"different": [name]}
    status, body = authorize(authentication_id=identifier)
    assert (status, body["code"]) == (409, "authentication_void")
    assert not market.get(f"/v1/authentications/{identifier}")[1]["outcome"]["may_authorize"]
    assert not acquirer.charges
    assert SecurityCode.objects.exists()


def test_another_card_than_the_confirmed_one_is_not_charged(
    authorize: Authorize,
    market: callers.Caller,
    acquirer: FakeAcquirer,
    authenticated: Authenticate,
    token: str,
    open_session: Callable[..., str],
    enter: Callable[..., Any],
) -> None:
    other = enter(open_session()).json()["token"]
    body = callers.authorization_body(other, authenticated(token))
    status, refused = market.post("/v1/authorizations", body)
    assert (status, refused["code"]) == (409, "authentication_mismatch")
    assert not acquirer.charges


def test_a_confirmation_carries_one_authorization(
    authorize: Authorize, authenticated: Authenticate, token: str, acquirer: FakeAcquirer
) -> None:
    acquirer.code = "65"
    identifier = authenticated(token)
    assert authorize(authentication_id=identifier)[1]["state"] == "soft_declined"
    status, body = authorize(authentication_id=identifier)
    assert (status, body["code"]) == (409, "authentication_used")


@pytest.mark.parametrize("status", ["N", "U", "R", "I"])
def test_nothing_is_authorized_without_the_banks_confirmation(
    market: callers.Caller,
    directory: FakeDirectory,
    acquirer: FakeAcquirer,
    token: str,
    status: str,
) -> None:
    directory.status = TransStatus(status)
    _, told = market.post("/v1/authentications", callers.authentication_body(token))
    body = callers.authorization_body(token, told["authentication_id"])
    code, refused = market.post("/v1/authorizations", body)
    assert (code, refused["code"]) == (409, "authentication_not_given")
    assert not acquirer.charges


def test_an_open_challenge_authorizes_nothing(
    market: callers.Caller, directory: FakeDirectory, acquirer: FakeAcquirer, token: str
) -> None:
    _, told = market.post("/v1/authentications", callers.authentication_body(token))
    body = callers.authorization_body(token, told["authentication_id"])
    code, refused = market.post("/v1/authorizations", body)
    assert (code, refused["code"]) == (409, "authentication_unfinished")
    assert not acquirer.charges


def test_an_old_confirmation_is_asked_for_again(
    authorize: Authorize, authenticated: Authenticate, token: str
) -> None:
    identifier = authenticated(token)
    Authentication.objects.update(settled_at=clock.real_now() - timedelta(hours=2))
    assert authorize(authentication_id=identifier)[1]["code"] == "authentication_expired"


def test_an_unknown_confirmation_is_not_found(authorize: Authorize) -> None:
    status, body = authorize(authentication_id=str(uuid4()))
    assert (status, body["code"]) == (404, "authentication_unknown")


def test_the_same_key_asks_the_issuer_once(
    authorize: Authorize,
    authenticated: Authenticate,
    market: callers.Caller,
    acquirer: FakeAcquirer,
    token: str,
) -> None:
    identifier = authenticated(token)
    first = authorize(key="pay-1", authentication_id=identifier)
    assert authorize(key="pay-1", authentication_id=identifier) == first
    assert market.get("/v1/authorizations/by-key/pay-1") == first
    assert len(acquirer.charges) == 1
    status, body = authorize(key="pay-1", authentication_id=identifier, amount_minor=1)
    assert (status, body["code"]) == (422, "key_reused")


def test_a_key_that_never_came_is_not_found(market: callers.Caller) -> None:
    for kind in ("authorizations", "captures", "refunds", "reversals", "authentications"):
        assert market.get(f"/v1/{kind}/by-key/never")[0] == 404


@pytest.mark.parametrize(
    ("code", "state", "advice"),
    [
        ("05", "declined", "call_bank"),
        ("51", "declined", "funds"),
        ("54", "declined", "check_details"),
        ("91", "declined", "retry"),
        ("1A", "soft_declined", "authenticate"),
        ("ZZ", "declined", "another_card"),
    ],
)
def test_a_decline_says_what_to_do(
    authorize: Authorize, acquirer: FakeAcquirer, code: str, state: str, advice: str
) -> None:
    acquirer.code = code
    _, body = authorize()
    assert (body["state"], body["response_code"], body["advice"]) == (state, code, advice)
    assert body["response_text"]
    assert not SecurityCode.objects.exists()


def test_after_a_decline_the_code_is_asked_for_again(
    authorize: Authorize, acquirer: FakeAcquirer
) -> None:
    acquirer.code = "05"
    authorize()
    status, body = authorize()
    assert (status, body["code"], body["field"]) == (409, "security_code_needed", "security_code")
    assert len(acquirer.charges) == 1


def test_after_a_soft_decline_the_payment_goes_on_without_the_code(
    authorize: Authorize, acquirer: FakeAcquirer
) -> None:
    acquirer.code = "1A"
    authorize()
    acquirer.code = "00"
    assert authorize()[1]["state"] == "approved"
    assert acquirer.charges[1][1].security_code is None


def test_a_saved_card_pays_again_without_its_code(
    approved: str, authorize: Authorize, acquirer: FakeAcquirer
) -> None:
    assert authorize()[1]["state"] == "approved"
    assert acquirer.charges[1][1].security_code is None


def test_a_number_declined_again_and_again_has_to_rest(
    authorize: Authorize, acquirer: FakeAcquirer
) -> None:
    acquirer.code = "05"
    for _ in range(MOST_DECLINES):
        Card.objects.update(code_state="excused")
        assert authorize()[0] == 200
    Card.objects.update(code_state="excused")
    status, body = authorize()
    assert (status, body["code"]) == (429, "card_tried_too_often")
    assert len(acquirer.charges) == MOST_DECLINES
    with clock.frozen_real(clock.real_now() + timedelta(minutes=61)):
        assert Authorization.objects.count() == MOST_DECLINES


def test_an_unanswered_call_is_repeated_with_the_same_key_and_code(
    authorize: Authorize, acquirer: FakeAcquirer
) -> None:
    acquirer.faults = ["unanswered"]
    assert authorize(key="pay-1")[1]["state"] == "approved"
    assert [(key, charge.security_code) for key, charge in acquirer.charges] == [
        ("pay-1", "123"),
        ("pay-1", "123"),
    ]


def test_no_answer_at_all_is_in_doubt_and_never_a_decline(
    authorize: Authorize,
    market: callers.Caller,
    acquirer: FakeAcquirer,
    authenticated: Authenticate,
    token: str,
) -> None:
    acquirer.faults = ["unanswered", "unanswered", "deaf"]
    status, body = authorize(key="pay-1")
    assert (status, body["code"]) == (503, "in_doubt")
    assert Authorization.objects.get().state == "in_doubt"
    assert market.get("/v1/authorizations/by-key/pay-1")[0] == 503
    acquirer.faults = []
    status, body = market.get("/v1/authorizations/by-key/pay-1")
    assert (status, body["state"]) == (200, "approved")
    assert Card.objects.get().code_state == "proven"


def test_the_sweeper_settles_what_a_dead_process_left(
    authorize: Authorize, acquirer: FakeAcquirer
) -> None:
    acquirer.faults = ["unanswered", "unanswered", "deaf"]
    authorize(key="pay-1")
    Authorization.objects.update(state="sent")
    acquirer.faults = []
    assert sweep.sweep() == 0
    with clock.frozen_real(clock.real_now() + timedelta(minutes=1)):
        assert sweep.sweep() == 1
    assert Authorization.objects.get().state == "approved"


def test_a_request_that_never_arrived_is_told_as_a_decline_and_taken_off_if_it_turns_up(
    authorize: Authorize, market: callers.Caller, acquirer: FakeAcquirer
) -> None:
    acquirer.faults = ["lost", "lost"]
    assert authorize(key="pay-1")[0] == 503
    with clock.frozen_real(clock.real_now() + timedelta(minutes=3)):
        sweep.sweep()
        _, body = market.get("/v1/authorizations/by-key/pay-1")
        assert (body["state"], body["response_code"]) == ("declined", "91")
        late = Authorized("bank-1", "00", "NET", "A", clock.real_now())
        acquirer.done["pay-1"] = late
        sweep.sweep()
    assert Authorization.objects.get().state == "reversed"
    assert "pay-1/late" in acquirer.done


def test_a_bank_that_cannot_be_reached_was_not_asked(
    authorize: Authorize, acquirer: FakeAcquirer
) -> None:
    acquirer.refused = PeerUnavailable("bank")
    _, body = authorize()
    assert (body["state"], body["response_code"], body["advice"]) == ("declined", "91", "retry")
    assert Card.objects.get().code_state == "wanted"


def test_a_request_that_the_acquirer_refuses_is_a_decline(
    authorize: Authorize, acquirer: FakeAcquirer
) -> None:
    acquirer.refused = PeerRefused("format", "No.", status=422)
    assert authorize()[1]["state"] == "declined"


def test_no_more_is_captured_than_was_authorized(market: callers.Caller, approved: str) -> None:
    assert market.post("/v1/captures", capture_body(approved, amount_minor=8000))[0] == 200
    status, body = market.post("/v1/captures", capture_body(approved, amount_minor=391))
    assert (status, body["details"]) == (422, {"left_minor": 390})
    assert market.post("/v1/captures", capture_body(approved, amount_minor=390))[0] == 200
    assert Authorization.objects.get().captured_minor == 8390


def test_a_capture_in_doubt_is_repeated_by_its_key(
    market: callers.Caller, approved: str, acquirer: FakeAcquirer
) -> None:
    acquirer.faults = ["unanswered", "lost", "lost"]
    body = capture_body(approved, key="capture-1")
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
    status, body = market.post("/v1/captures", capture_body(approved))
    assert (status, body["code"]) == (409, "capture_refused")
    assert Authorization.objects.get().captured_minor == 0
    acquirer.refused = None
    assert market.post("/v1/captures", capture_body(approved))[0] == 200


def test_a_declined_authorization_is_not_captured(
    authorize: Authorize, market: callers.Caller, acquirer: FakeAcquirer
) -> None:
    acquirer.code = "05"
    _, body = authorize()
    status, refused = market.post("/v1/captures", capture_body(body["authorization_id"]))
    assert (status, refused["code"]) == (409, "authorization_not_open")


def test_no_more_is_refunded_than_was_captured(market: callers.Caller, captured: str) -> None:
    assert market.post("/v1/refunds", refund_body(captured, amount_minor=8000))[0] == 200
    status, body = market.post("/v1/refunds", refund_body(captured, amount_minor=391))
    assert (status, body["details"]) == (422, {"left_minor": 390})
    assert market.post("/v1/refunds", refund_body(captured, amount_minor=390))[0] == 200


def test_a_refund_to_a_closed_card_is_refused_and_can_be_made_otherwise(
    market: callers.Caller, captured: str, acquirer: FakeAcquirer
) -> None:
    acquirer.code = "62"
    body = refund_body(captured, key="refund-1", amount_minor=8390)
    status, refused = market.post("/v1/refunds", body)
    assert (status, refused["state"], refused["response_code"]) == (200, "refused", "62")
    assert market.get("/v1/refunds/by-key/refund-1") == (200, refused)
    assert Capture.objects.get().refunded_minor == 0


def test_a_refund_in_doubt_is_made_once(
    market: callers.Caller, captured: str, acquirer: FakeAcquirer
) -> None:
    acquirer.faults = ["unanswered", "lost"]
    body = refund_body(captured, key="refund-1")
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
    status, body = market.post("/v1/captures", capture_body(approved))
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
    good = capture_body(str(uuid4())) | {"capture_id": str(uuid4())}
    status, refused = market.post(path, good | body)
    assert (status, refused["field"]) == (422, field)
