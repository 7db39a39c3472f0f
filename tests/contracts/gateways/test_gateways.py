"""What every gateway does alike: one suite, run against each of them."""

import pytest

from fondaco.kernel import clock
from fondaco.kernel.errors import InDoubt, NotFound, Refusal
from fondaco.market.payments.gateways.protocol import EvidenceRequest, FieldRequest, Unavailable
from tests.contracts.gateways.tried import Tried, TriedStripe, ask, authorize, capture, charge


def test_card_fields_have_a_frame_and_a_page(tried: Tried) -> None:
    request = FieldRequest("c", "http://m", "http://m/back", 8_390, "EUR", "Fondaco")
    session = tried.gateway.field_session(request)
    assert session.fields_url
    assert session.page_url
    assert session.expires_at > clock.real_now()


def test_a_card_is_known_by_what_may_be_shown(tried: Tried) -> None:
    card = tried.gateway.card(tried.card("ok"))
    assert (card.brand, card.last_four, card.expiry) == ("visa", "4242", "12/30")
    assert card.fingerprint
    for token in ("nonsense", "pm_nonsense"):
        with pytest.raises(NotFound):
            tried.gateway.card(token)


def test_a_frictionless_card_is_done_at_once(tried: Tried) -> None:
    done = tried.gateway.authenticate(ask(tried.card("ok")))
    assert done.state == "done"
    assert done.outcome is not None
    assert done.outcome.may_authorize


def test_a_challenge_stands_until_the_cardholder_has_confirmed(tried: Tried) -> None:
    token = tried.card("challenge")
    first = tried.gateway.authenticate(ask(token))
    assert first.state == "challenge"
    assert first.challenge is not None
    assert set(first.challenge) >= {"acs_url", "creq", "session_data", "window_size"}
    assert first.challenge["window_size"] == "02"
    assert tried.gateway.authentication(first.authentication_id).state == "challenge"
    tried.confirm(first.authentication_id)
    done = tried.gateway.authentication(first.authentication_id)
    assert done.outcome is not None
    assert done.outcome.may_authorize
    approved = tried.gateway.authorize(charge(done.authentication_id, token))
    assert approved.state == "approved"


def test_money_is_taken_under_one_key_once(tried: Tried) -> None:
    token = tried.card("ok")
    approved = authorize(tried, token)
    assert approved.state == "approved"
    assert authorize(tried, token) == approved
    assert tried.gateway.authorization_by_key("a:authorize") == approved
    one = capture(tried, token)
    assert capture(tried, token) == one
    assert tried.gateway.capture_by_key("a:capture") == one
    assert tried.times("capture") == 1


def test_a_refund_is_made_under_one_key_once(tried: Tried) -> None:
    one = capture(tried, tried.card("ok"))
    for _ in range(2):
        refund = tried.gateway.refund(
            capture_id=one.capture_id, amount_minor=390, descriptor="FONDACO*FO-1", key="r:refund"
        )
        assert refund.state in {"accepted", "settled"}
    assert tried.gateway.refund_by_key("r:refund") == refund
    second = tried.gateway.refund(
        capture_id=one.capture_id, amount_minor=390, descriptor="FONDACO*FO-1", key="s:refund"
    )
    assert second.refund_id != refund.refund_id
    assert tried.times("refund") == 2


def test_what_was_never_asked_reads_as_nothing(tried: Tried) -> None:
    assert tried.gateway.authorization_by_key("b:authorize") is None
    assert tried.gateway.capture_by_key("b:capture") is None
    assert tried.gateway.refund_by_key("b:refund") is None


def test_a_decline_is_an_answer_with_its_code(tried: Tried) -> None:
    declined = authorize(tried, tried.card("declined"))
    assert (declined.state, declined.response_code) == ("declined", tried.decline_code)


def test_another_amount_than_was_confirmed_is_refused(tried: Tried) -> None:
    token = tried.card("ok")
    done = tried.gateway.authenticate(ask(token))
    for change in ({"amount_minor": 8_391}, {"currency": "DKK"}, {"payee": "Another"}):
        with pytest.raises(Refusal):
            tried.gateway.authorize(charge(done.authentication_id, token, **change))


def test_a_frozen_and_a_forgotten_card_pay_nothing(tried: Tried) -> None:
    one, two = tried.card("ok"), tried.card("challenge")
    tried.gateway.freeze(token=one, key="k1")
    tried.gateway.forget(token=two, key="k2")
    for token, code in ((one, "card_frozen"), (two, "card_forgotten")):
        with pytest.raises(Refusal) as refused:
            tried.gateway.authenticate(ask(token))
        assert refused.value.code == code


def test_an_authorization_can_be_given_up_and_twice_is_once(tried: Tried) -> None:
    approved = authorize(tried, tried.card("ok"))
    for _ in range(2):
        tried.gateway.reverse(authorization_id=approved.authorization_id, key="a:reverse")
    assert tried.times("reverse") == 1


@pytest.mark.parametrize("write", ["capture", "refund"])
def test_a_lost_answer_is_a_doubt_that_asking_again_ends(tried: Tried, write: str) -> None:
    token = tried.card("ok")
    if write == "capture":
        authorize(tried, token)
        tried.lose("capture")
        with pytest.raises(InDoubt):
            capture(tried, token)
        assert tried.gateway.capture_by_key("a:capture") == capture(tried, token)
    else:
        one = capture(tried, token)
        asked = {"capture_id": one.capture_id, "amount_minor": 390, "descriptor": ""}
        tried.lose("refund")
        with pytest.raises(InDoubt):
            tried.gateway.refund(**asked, key="r:refund")
        found = tried.gateway.refund(**asked, key="r:refund")
        assert tried.gateway.refund_by_key("r:refund") == found
    assert tried.times(write) == 1


class TestAcquirer:
    """What an acquirer tells that Stripe keeps to itself, or that localstripe does not play."""

    def test_a_method_then_a_challenge(self, acquirer: Tried) -> None:
        first = acquirer.gateway.authenticate(ask("card_method"))
        assert first.state == "method"
        assert first.method is not None
        assert first.method["url"]
        second = acquirer.gateway.continue_method(
            authentication_id=first.authentication_id, completion="Y", key="a:continue"
        )
        assert second.state == "challenge"

    def test_a_confirmed_cardholder_shifts_the_loss(self, acquirer: Tried) -> None:
        done = acquirer.gateway.authenticate(ask("card_ok"))
        assert done.outcome is not None
        assert (done.outcome.trans_status, done.outcome.liability_shift) == ("Y", True)

    def test_a_denied_cardholder_may_not_be_charged(self, acquirer: Tried) -> None:
        done = acquirer.gateway.authenticate(ask("card_denied"))
        assert done.outcome is not None
        assert (done.outcome.may_authorize, done.outcome.reason) == (False, "01")

    def test_a_soft_decline_is_told_apart(self, acquirer: Tried) -> None:
        assert authorize(acquirer, "card_soft").state == "soft_declined"

    def test_a_lost_authorization_is_read_by_its_key(self, acquirer: Tried) -> None:
        done = acquirer.gateway.authenticate(ask("card_ok"))
        acquirer.lose("authorize")
        with pytest.raises(InDoubt):
            acquirer.gateway.authorize(charge(done.authentication_id, "card_ok"))
        found = acquirer.gateway.authorization_by_key("a:authorize")
        assert found is not None
        assert found.state == "approved"

    def test_a_capture_has_a_settlement_date(self, acquirer: Tried) -> None:
        assert capture(acquirer, "card_ok").settlement_date is not None

    def test_a_closed_card_refuses_its_refund(self, acquirer: Tried) -> None:
        one = capture(acquirer, "card_closed")
        refund = acquirer.gateway.refund(
            capture_id=one.capture_id, amount_minor=390, descriptor="", key="r:refund"
        )
        assert refund.state == "refused"


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
    authorize(vault, "card_ok")
    for _, body in vault.vault.bodies:
        assert not {"pan", "number", "security_code", "cvc", "expiry"} & set(body)


@pytest.mark.parametrize("case_id", ["case-1", "late-1"])
def test_evidence_is_taken_or_refused(acquirer: Tried, case_id: str) -> None:
    request = EvidenceRequest(
        "c:answer", case_id, "13.1", "It arrived.", [{"kind": "d", "title": "t", "text": "x"}]
    )
    if case_id.startswith("late"):
        with pytest.raises(Refusal) as refused:
            acquirer.gateway.answer_chargeback(request)
        assert refused.value.code == "answer_too_late"
    else:
        acquirer.gateway.answer_chargeback(request)
        assert acquirer.script.evidence[case_id].summary == "It arrived."


def test_an_exemption_is_noted_and_goes_with_the_money(acquirer: Tried) -> None:
    done = acquirer.gateway.authenticate(ask("card_judged", challenge_indicator="05"))
    assert done.outcome is not None
    assert (done.outcome.trans_status, done.outcome.exempted) == ("I", True)
    assert not done.outcome.may_authorize
    assert not done.outcome.liability_shift
    request = charge(done.authentication_id, "card_judged", exemption="risk_analysis")
    assert acquirer.gateway.authorize(request).state == "approved"


def test_a_claim_may_be_refused_softly(acquirer: Tried) -> None:
    done = acquirer.gateway.authenticate(ask("card_judged_soft", challenge_indicator="02"))
    request = charge(done.authentication_id, "card_judged_soft", exemption="low_value")
    assert acquirer.gateway.authorize(request).state == "soft_declined"


def test_each_gateway_says_whether_it_carries_claims(tried: Tried) -> None:
    assert tried.gateway.claims_exemptions is not isinstance(tried, TriedStripe)
