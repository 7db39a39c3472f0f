"""What every gateway does alike: one suite, run against each of them."""

from dataclasses import replace
from typing import Any

import pytest

from fondaco.kernel import clock
from fondaco.kernel.errors import InDoubt, NotFound, Refusal
from fondaco.market.payments.gateways.protocol import (
    AuthenticationRequest,
    AuthorizationRequest,
    EvidenceRequest,
    FieldRequest,
    Gateway,
    Unavailable,
)
from fondaco.market.payments.gateways.scripted import ScriptedGateway
from fondaco.market.payments.gateways.vault import VaultGateway
from tests.contracts.gateways.fake_vault import FakeVault


class Tried:
    """A gateway under test, and the script behind it."""

    def __init__(self, name: str) -> None:
        self.script = ScriptedGateway()
        self.vault = FakeVault(self.script) if name == "vault" else None
        self.gateway: Gateway = VaultGateway(self.vault.client()) if self.vault else self.script


@pytest.fixture(params=["scripted", "vault"])
def tried(request: pytest.FixtureRequest) -> Tried:
    return Tried(request.param)


@pytest.fixture
def vault() -> Tried:
    return Tried("vault")


def ask(token: str = "card_ok", key: str = "a:authenticate") -> AuthenticationRequest:
    return AuthenticationRequest(
        key=key,
        card_token=token,
        amount_minor=8_390,
        currency="EUR",
        payee="Fondaco",
        purchased_at=clock.real_now(),
        challenge_indicator="04",
        window_size="02",
        browser={"user_agent": "tests", "javascript": True},
        cardholder={"name": "Marta Ruiz", "email": "marta@example.org"},
        return_url="http://127.0.0.1:8000/checkout/return/",
    )


def charge(authentication_id: str, token: str = "card_ok", **change: Any) -> AuthorizationRequest:
    request = AuthorizationRequest(
        key="a:authorize",
        card_token=token,
        authentication_id=authentication_id,
        amount_minor=8_390,
        currency="EUR",
        payee="Fondaco",
        descriptor="FONDACO*FO-1",
    )
    return replace(request, **change)


def authorize(tried: Tried, token: str = "card_ok") -> Any:
    done = tried.gateway.authenticate(ask(token))
    return tried.gateway.authorize(charge(done.authentication_id, token))


def test_card_fields_have_a_frame_and_a_page(tried: Tried) -> None:
    request = FieldRequest("c", "http://m", "http://m/back", 8_390, "EUR", "Fondaco")
    session = tried.gateway.field_session(request)
    assert session.fields_url
    assert session.page_url
    assert session.expires_at > clock.real_now()


def test_a_card_is_known_by_what_may_be_shown(tried: Tried) -> None:
    card = tried.gateway.card("card_ok")
    assert (card.brand, card.last_four, card.expiry) == ("visa", "4242", "12/30")
    assert card.fingerprint
    with pytest.raises(NotFound):
        tried.gateway.card("nonsense")


def test_a_frictionless_card_is_done_at_once(tried: Tried) -> None:
    done = tried.gateway.authenticate(ask())
    assert done.state == "done"
    assert done.outcome is not None
    assert done.outcome.may_authorize
    assert done.outcome.liability_shift


def test_a_method_then_a_challenge_then_done(tried: Tried) -> None:
    first = tried.gateway.authenticate(ask("card_method"))
    assert first.state == "method"
    assert first.method is not None
    assert first.method["url"]
    second = tried.gateway.continue_method(
        authentication_id=first.authentication_id, completion="Y", key="a:continue"
    )
    assert second.state == "challenge"
    assert second.challenge is not None
    assert set(second.challenge) == {"acs_url", "creq", "session_data", "window_size"}
    tried.script.passed.add(first.authentication_id)
    done = tried.gateway.authentication(first.authentication_id)
    assert done.outcome is not None
    assert done.outcome.may_authorize


def test_a_denied_cardholder_may_not_be_charged(tried: Tried) -> None:
    done = tried.gateway.authenticate(ask("card_denied"))
    assert done.outcome is not None
    assert (done.outcome.may_authorize, done.outcome.reason) == (False, "01")


def test_money_is_taken_under_one_key_once(tried: Tried) -> None:
    approved = authorize(tried)
    assert approved.state == "approved"
    assert authorize(tried) == approved
    assert tried.gateway.authorization_by_key("a:authorize") == approved
    one = tried.gateway.capture(
        authorization_id=approved.authorization_id, amount_minor=8_390, key="a:capture"
    )
    assert one.settlement_date is not None
    assert tried.gateway.capture_by_key("a:capture") == one
    refund = tried.gateway.refund(
        capture_id=one.capture_id, amount_minor=390, descriptor="FONDACO*FO-1", key="r:refund"
    )
    assert refund.state in {"accepted", "settled"}
    assert tried.gateway.refund_by_key("r:refund") == refund


def test_what_was_never_asked_reads_as_nothing(tried: Tried) -> None:
    assert tried.gateway.authorization_by_key("b:authorize") is None
    assert tried.gateway.capture_by_key("b:capture") is None
    assert tried.gateway.refund_by_key("b:refund") is None


def test_a_decline_is_an_answer_with_its_code(tried: Tried) -> None:
    declined = authorize(tried, "card_declined_51")
    assert (declined.state, declined.response_code) == ("declined", "51")


def test_a_soft_decline_is_told_apart(tried: Tried) -> None:
    assert authorize(tried, "card_soft").state == "soft_declined"


def test_another_amount_than_was_confirmed_is_refused(tried: Tried) -> None:
    done = tried.gateway.authenticate(ask())
    with pytest.raises(Refusal):
        tried.gateway.authorize(charge(done.authentication_id, amount_minor=8_391))


def test_a_closed_card_refuses_its_refund(tried: Tried) -> None:
    approved = authorize(tried, "card_closed")
    captured = tried.gateway.capture(
        authorization_id=approved.authorization_id, amount_minor=8_390, key="a:capture"
    )
    refund = tried.gateway.refund(
        capture_id=captured.capture_id, amount_minor=390, descriptor="", key="r:refund"
    )
    assert refund.state == "refused"


def test_a_frozen_and_a_forgotten_card_pay_nothing(tried: Tried) -> None:
    tried.gateway.freeze(token="card_one", key="k1")
    tried.gateway.forget(token="card_two", key="k2")
    for token in ("card_one", "card_two"):
        with pytest.raises(Refusal) as refused:
            tried.gateway.authenticate(ask(token))
        assert refused.value.code in {"card_frozen", "card_forgotten"}


def test_an_authorization_can_be_given_up(tried: Tried) -> None:
    approved = authorize(tried)
    tried.gateway.reverse(authorization_id=approved.authorization_id, key="a:reverse")
    assert ("reverse", "a:reverse") in tried.script.calls


def test_a_lost_answer_is_a_doubt_that_reading_by_key_ends(tried: Tried) -> None:
    done = tried.gateway.authenticate(ask())
    tried.script.lose_answers.add("authorize")
    with pytest.raises(InDoubt):
        tried.gateway.authorize(charge(done.authentication_id))
    found = tried.gateway.authorization_by_key("a:authorize")
    assert found is not None
    assert found.state == "approved"


def test_a_vault_that_is_away_did_nothing(vault: Tried) -> None:
    assert vault.vault is not None
    vault.vault.down = True
    with pytest.raises(Unavailable):
        vault.gateway.card("card_ok")


def test_an_answer_that_was_changed_on_its_way_is_a_doubt(vault: Tried) -> None:
    assert vault.vault is not None
    vault.vault.garbled = True
    with pytest.raises(InDoubt):
        vault.gateway.card("card_ok")


def test_the_market_never_sends_a_card_number(vault: Tried) -> None:
    assert vault.vault is not None
    authorize(vault)
    for _, body in vault.vault.bodies:
        assert not {"pan", "number", "security_code", "cvc", "expiry"} & set(body)


def answer(case_id: str) -> EvidenceRequest:
    documents = [{"kind": "messages", "title": "Messages", "text": "Thank you"}]
    return EvidenceRequest("c:evidence", case_id, "13.1", "Enclosed: messages.", documents)


def test_evidence_is_received_once_whatever_is_repeated(tried: Tried) -> None:
    tried.gateway.answer_chargeback(answer("n-1"))
    tried.gateway.answer_chargeback(answer("n-1"))
    assert tried.script.evidence == {"n-1": answer("n-1")}


def test_evidence_too_late_is_refused(tried: Tried) -> None:
    with pytest.raises(Refusal) as refusal:
        tried.gateway.answer_chargeback(answer("late-1"))
    assert refusal.value.code == "answer_too_late"
