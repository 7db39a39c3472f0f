"""Stopping exemptions: at once, whoever else decides in that moment, and for what is under way."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

import pytest

from fondaco.kernel.audit import Actor
from fondaco.market.payments import authorize, exemption_policy, pay
from fondaco.market.payments.gateways.protocol import (
    Authentication,
    AuthenticationRequest,
    Authorization,
    AuthorizationRequest,
    Unavailable,
)
from fondaco.market.payments.gateways.scripted import ScriptedGateway
from fondaco.market.payments.models import Attempt, ExemptionDecision, ExemptionPolicy
from fondaco.market.payments.rules import exemptions
from fondaco.market.payments.rules.exemptions import Decision, Exemption
from tests.rooms.payments.exempting import Shopper, finance, in_force, kept, shopper, told

pytestmark = pytest.mark.django_db
__all__ = ["kept", "shopper"]


def test_one_person_alone_can_stop_everything_at_once(kept: Shopper) -> None:
    in_force()
    exemption_policy.propose(
        low_value_limit_minor=1_000,
        risk_limit_minor=0,
        fraud_rate_bps=0,
        reason="less",
        actor=finance(),
    )
    exemption_policy.stop(reason="Fraud", actor=finance())
    exemption_policy.stop(reason="Fraud", actor=finance())
    assert [each.state for each in exemption_policy.versions()] == [
        "in_force",
        "rejected",
        "replaced",
    ]
    assert told(kept.pays(2_000)) == ("04", "", "", True)


def test_stopping_stops_what_is_accepted_in_that_moment(monkeypatch: pytest.MonkeyPatch) -> None:
    known = {"risk_limit_minor": 0, "fraud_rate_bps": 0, "reason": "try", "actor": finance()}
    exemption_policy.propose(low_value_limit_minor=3_000, **known)  # type: ignore[arg-type]
    decide = exemption_policy._decide

    def overtaken(row: ExemptionPolicy, actor: Actor, **how: bool) -> None:
        if not ExemptionDecision.objects.exists():
            decide(row, finance(), accept=True, only_stops=False)
        decide(row, actor, **how)

    monkeypatch.setattr(exemption_policy, "_decide", overtaken)
    exemption_policy.stop(reason="Fraud", actor=finance())
    policy = exemption_policy.in_force()
    assert policy is not None
    assert (policy.version, policy.is_off) == (2, True)


def test_stopping_rejects_what_is_proposed_in_that_moment(monkeypatch: pytest.MonkeyPatch) -> None:
    in_force()
    propose = exemption_policy._add

    def overtaken(**asked: Any) -> ExemptionPolicy:
        if ExemptionPolicy.objects.count() == 1:
            propose(**asked | {"low_value_limit_minor": 2_000, "actor": finance()})
        return propose(**asked)

    monkeypatch.setattr(exemption_policy, "_add", overtaken)
    exemption_policy.stop(reason="Fraud", actor=finance())
    states = [each.state for each in exemption_policy.versions()]
    assert states == ["in_force", "rejected", "replaced"]
    assert exemption_policy.versions()[0].is_off


@pytest.mark.parametrize("after", ["off", "another"])
def test_what_was_judged_before_is_not_paid_under_another_policy(
    kept: Shopper, gateway: ScriptedGateway, monkeypatch: pytest.MonkeyPatch, after: str
) -> None:
    in_force()
    authenticate = gateway.authenticate

    def overtaken(request: AuthenticationRequest) -> Authentication:
        answer = authenticate(request)
        if request.challenge_indicator == "02":
            if after == "off":
                exemption_policy.stop(reason="Fraud", actor=finance())
            else:
                in_force(1_000)
        return answer

    monkeypatch.setattr(gateway, "authenticate", overtaken)
    paid = kept.pays(2_000)
    assert (paid.number, paid.state, told(paid)) == (2, "captured", ("04", "", "", True))
    before = Attempt.objects.get(intent=paid.intent, number=1)
    assert (before.state, before.authorization_id, before.failure_code) == ("abandoned", "", "")
    assert told(before) == ("02", "low_value", "dropped", False)


def test_what_was_judged_before_and_challenged_is_paid(
    kept: Shopper, gateway: ScriptedGateway, make_intent: Callable[..., UUID]
) -> None:
    kept.pays(4_000, "card_challenge", save=True)
    in_force()
    intent_id = make_intent(2_000)
    kept.begins(intent_id, "card_challenge")
    exemption_policy.stop(reason="Fraud", actor=finance())
    gateway.pass_challenge("card_challenge")
    assert pay.finish(intent_id).kind == "succeeded"
    paid = Attempt.objects.get(intent_id=intent_id)
    assert told(paid) == ("02", "low_value", "challenged", True)


@pytest.mark.parametrize("how", ["at_once", "swept"])
def test_no_money_is_asked_for_under_what_was_stopped(
    kept: Shopper, gateway: ScriptedGateway, monkeypatch: pytest.MonkeyPatch, how: str
) -> None:
    in_force()
    sent: list[str] = []
    begin, ask = authorize.begin_authorization, gateway.authorize

    def begun(*, attempt_id: UUID) -> object:
        request = begin(attempt_id=attempt_id)
        if how == "at_once":
            exemption_policy.stop(reason="Fraud", actor=finance())
        return request

    def asked(request: AuthorizationRequest) -> Authorization:
        if request.exemption and how == "swept" and not sent:
            sent.append("lost on its way")
            raise Unavailable("vault")
        sent.append(request.exemption)
        return ask(request)

    monkeypatch.setattr(authorize, "begin_authorization", begun)
    monkeypatch.setattr(gateway, "authorize", asked)
    first = kept.pays(2_000)
    if how == "swept":
        assert first.state == "authorizing"
        exemption_policy.stop(reason="Fraud", actor=finance())
        pay.settle(first.id)
    gateway.pass_challenge("card_judged")
    pay.finish(first.intent_id)
    before, paid = Attempt.objects.filter(intent=first.intent_id).order_by("number")
    assert sent == (["lost on its way", ""] if how == "swept" else [""])
    assert (before.state, told(before)) == ("abandoned", ("02", "low_value", "dropped", False))
    assert (paid.state, told(paid)) == ("captured", ("04", "", "", True))


def test_an_answer_to_what_was_dropped_is_given_back(
    kept: Shopper, gateway: ScriptedGateway, monkeypatch: pytest.MonkeyPatch
) -> None:
    in_force()
    ask = gateway.authorize

    def slow(request: AuthorizationRequest) -> Authorization:
        if request.exemption:
            exemption_policy.stop(reason="Fraud", actor=finance())
            pay.settle(UUID(request.key.partition(":")[0]))
        return ask(request)

    monkeypatch.setattr(gateway, "authorize", slow)
    paid = kept.pays(2_000)
    before = Attempt.objects.get(intent=paid.intent_id, number=1)
    assert (before.state, before.exemption_outcome) == ("abandoned", "dropped")
    assert (paid.number, paid.state, told(paid)) == (2, "captured", ("04", "", "", True))
    assert ("reverse", f"{before.id}:reverse") in gateway.calls


def test_a_risk_analysis_is_dropped_when_the_declared_rate_lapses_meanwhile(
    kept: Shopper, gateway: ScriptedGateway, monkeypatch: pytest.MonkeyPatch
) -> None:
    in_force(0, 25_000, 6)
    monkeypatch.setattr(exemption_policy, "has_lapsed", lambda policy: policy.version == 1)
    monkeypatch.setattr(exemptions, "decide", lambda *_: Decision(Exemption.RISK_ANALYSIS))
    paid = kept.pays(24_000)
    assert (paid.number, told(paid)) == (2, ("04", "", "", True))
    assert Attempt.objects.get(intent=paid.intent_id, number=1).exemption_outcome == "dropped"
