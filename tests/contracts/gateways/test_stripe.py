"""What only the Stripe gateway does, against localstripe."""

import pytest

from fondaco.kernel.errors import InDoubt, Refusal
from fondaco.market.payments.gateways import stripe_objects
from fondaco.market.payments.gateways.protocol import Unavailable
from fondaco.market.payments.gateways.stripe_gateway import StripeGateway
from tests.contracts.gateways import stripe_server
from tests.contracts.gateways.stripe_server import Server
from tests.contracts.gateways.tried import TriedStripe, ask, authorize, capture, charge


def test_every_write_carries_its_key(stripe_tried: TriedStripe) -> None:
    one = capture(stripe_tried, stripe_tried.card("ok"))
    stripe_tried.gateway.refund(
        capture_id=one.capture_id, amount_minor=90, descriptor="", key="r:refund"
    )
    sent = stripe_tried.server.http.sent
    keys = [headers.get("Idempotency-Key") for method, _, headers in sent if method == "post"]
    assert keys == ["a:authenticate", "a:authenticate:confirm", "a:capture", "r:refund"]


def test_nothing_is_captured_by_itself(stripe_tried: TriedStripe) -> None:
    approved = authorize(stripe_tried, stripe_tried.card("ok"))
    found = stripe_tried.server.intent(approved.authorization_id)
    assert (found["status"], found["capture_method"]) == ("requires_capture", "manual")
    assert found["metadata"] == {"key": "a:authenticate", "payee": "Fondaco"}


def test_a_failed_confirmation_may_not_be_charged(stripe_tried: TriedStripe) -> None:
    first = stripe_tried.gateway.authenticate(ask(stripe_tried.card("challenge")))
    stripe_tried.server.confirm(first.authentication_id, success=False)
    done = stripe_tried.gateway.authentication(first.authentication_id)
    assert done.outcome is not None
    assert (done.outcome.trans_status, done.outcome.may_authorize) == ("N", False)


def test_a_decline_after_the_challenge_is_the_issuers_answer(stripe_tried: TriedStripe) -> None:
    token = stripe_tried.server.card(stripe_server.CHALLENGE_THEN_DECLINED)
    first = stripe_tried.gateway.authenticate(ask(token))
    assert first.state == "challenge"
    stripe_tried.server.confirm(first.authentication_id)
    done = stripe_tried.gateway.authentication(first.authentication_id)
    assert done.outcome is not None
    assert done.outcome.may_authorize
    declined = stripe_tried.gateway.authorize(charge(done.authentication_id, token))
    assert (declined.state, declined.response_code) == ("declined", "05")


def test_a_lost_confirmation_is_read_at_once(stripe_tried: TriedStripe) -> None:
    stripe_tried.server.http.lose = "/confirm"
    done = stripe_tried.gateway.authenticate(ask(stripe_tried.card("ok")))
    assert done.state == "done"


def test_a_lost_answer_names_no_intent_and_the_next_one_does(stripe_tried: TriedStripe) -> None:
    """localstripe has no idempotency keys: it makes a second intent, which nobody confirms.
    At Stripe the same key gives the first one again."""
    token = stripe_tried.card("ok")
    stripe_tried.server.http.lose = "/payment_intents"
    with pytest.raises(InDoubt):
        stripe_tried.gateway.authenticate(ask(token))
    assert stripe_objects.known("a:authenticate") == ""
    done = stripe_tried.gateway.authenticate(ask(token))
    assert stripe_objects.known("a:authenticate") == done.authentication_id


def test_one_key_is_one_payment(stripe_tried: TriedStripe) -> None:
    token = stripe_tried.card("ok")
    stripe_tried.gateway.authenticate(ask(token))
    with pytest.raises(Refusal) as refused:
        stripe_tried.gateway.authenticate(ask(token, amount_minor=1))
    assert refused.value.code == "key_reused"


def test_more_than_was_authorized_is_not_captured(stripe_tried: TriedStripe) -> None:
    approved = authorize(stripe_tried, stripe_tried.card("ok"))
    with pytest.raises(Refusal):
        stripe_tried.gateway.capture(
            authorization_id=approved.authorization_id, amount_minor=8_391, key="a:capture"
        )
    assert stripe_tried.gateway.capture_by_key("a:capture") is None


def test_a_given_up_authorization_holds_no_money(stripe_tried: TriedStripe) -> None:
    approved = authorize(stripe_tried, stripe_tried.card("ok"))
    stripe_tried.gateway.reverse(authorization_id=approved.authorization_id, key="a:reverse")
    assert stripe_tried.server.intent(approved.authorization_id)["status"] == "canceled"


def test_a_stripe_that_is_away_did_nothing(stripe_tried: TriedStripe) -> None:
    away = StripeGateway(Server("http://localhost:9").client)
    token = stripe_tried.card("ok")
    with pytest.raises(Unavailable):
        away.card(token)
    with pytest.raises(Unavailable):
        away.authenticate(ask(token))


def test_without_a_key_there_is_no_stripe(stripe_tried: TriedStripe, settings: object) -> None:
    settings.FONDACO_STRIPE_SECRET_KEY = ""  # type: ignore[attr-defined]  # pytest-django's
    with pytest.raises(Unavailable):
        StripeGateway().card("pm_one")
