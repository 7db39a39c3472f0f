"""Authorizations: once, for what was confirmed, and never guessed."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest

from fondaco.kernel import clock
from fondaco.kernel.wire import PeerRefused, PeerUnavailable
from fondaco.threeds.codes import TransStatus
from fondaco.vault.acquirers import sweep
from fondaco.vault.acquirers.models import Authorization
from fondaco.vault.acquirers.protocol import Authorized
from fondaco.vault.acquirers.rules import MOST_DECLINES
from fondaco.vault.cards.models import Card, SecurityCode
from fondaco.vault.threeds_server.models import Authentication
from tests.rooms.vault import callers
from tests.rooms.vault.fake_bank import VALUE, FakeAcquirer, FakeDirectory

Authenticate = Callable[..., str]
Answer = tuple[int, dict[str, Any]]
Authorize = Callable[..., Answer]


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
