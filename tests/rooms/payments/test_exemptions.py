"""Exemptions: off until two persons say otherwise, stored with what the issuer made of them."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest
from django.db import DatabaseError, IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext

from fondaco.kernel import audit, clock
from fondaco.kernel.errors import NotAllowed, Refusal
from fondaco.kernel.ids import new_id
from fondaco.market.payments import (
    chargeback,
    evidence,
    exempt,
    exemption_policy,
    fraud_rate,
    not_mine,
    queries,
)
from fondaco.market.payments.gateways.protocol import CardDetails
from fondaco.market.payments.gateways.scripted import ScriptedGateway
from fondaco.market.payments.models import (
    Attempt,
    ExemptionDecision,
    ExemptionPolicy,
    FraudRate,
)
from fondaco.market.payments.rules import exemptions, velocity
from tests.rooms.payments.conftest import make_payer
from tests.rooms.payments.exempting import Shopper, finance, in_force, kept, shopper, told

pytestmark = pytest.mark.django_db
__all__ = ["kept", "shopper"]


def disputed(attempt: Attempt, case_id: str = "case-1", reason: str = "10.4") -> UUID:
    return chargeback.record_opened(
        network_case_id=case_id,
        attempt_id=attempt.id,
        reason_code=reason,
        amount_minor=attempt.intent.amount_minor,
        answer_due_at=clock.now() + velocity.LONGEST_WAIT,
    )


def test_without_a_policy_every_payment_is_confirmed(kept: Shopper) -> None:
    again = kept.pays(2_000)
    assert told(again) == ("04", "", "", True)
    assert (again.policy_version, again.no_exemption_because) == (0, "")


def test_low_value_is_exempted_at_our_own_risk(kept: Shopper) -> None:
    in_force()
    paid = kept.pays(2_000)
    assert (paid.state, paid.was_challenged, paid.trans_status) == ("captured", False, "Y")
    assert told(paid) == ("02", "low_value", "granted", False)
    assert kept.pays(3_001).no_exemption_because == "over_low_value"


def test_what_was_proven_by_a_challenge_starts_the_count_anew(kept: Shopper) -> None:
    in_force()
    asked = [kept.pays(1_000).challenge_indicator for _ in range(12)]
    assert asked == ["02"] * 5 + ["04"] + ["02"] * 5 + ["04"]


@pytest.mark.parametrize("state", ["begun", "method", "challenge"])
def test_what_may_yet_be_paid_uses_low_value_up(kept: Shopper, state: str) -> None:
    in_force()
    open_ones = [kept.pays(1_000).id for _ in range(5)]
    Attempt.objects.filter(id__in=open_ones).update(state=state)
    assert kept.pays(1_000).no_exemption_because == "low_value_used_up"


def test_an_exempted_payment_counts_as_confirmed_by_nobody(kept: Shopper) -> None:
    in_force()
    paid, asked = kept.pays(2_000), kept.pays(4_000)
    found = queries.intents([paid.intent_id, asked.intent_id])
    known = [found[each.intent_id].authentication for each in (paid, asked)]
    assert [(each.trans_status, each.is_confirmed) for each in known if each] == [
        ("Y", False),
        ("Y", True),
    ]
    told = evidence.known(disputed(paid))
    assert told is not None
    assert told.authenticated is not None
    assert (told.authenticated.exemption, told.authenticated.liability_shift) == (
        "low_value",
        False,
    )


def test_a_risk_analysis_is_noted_and_not_proven(kept: Shopper) -> None:
    in_force(0, 25_000, 6)
    paid = kept.pays(24_000)
    assert (paid.state, paid.trans_status, paid.eci) == ("captured", "I", "07")
    assert told(paid) == ("05", "risk_analysis", "granted", False)


def test_an_issuer_that_asks_anyway_bears_the_loss_as_ever(kept: Shopper) -> None:
    first = kept.pays(4_000, "card_challenge", save=True)
    in_force()
    paid = kept.pays(2_000, "card_challenge")
    assert first.fingerprint == paid.fingerprint
    assert told(paid) == ("02", "low_value", "challenged", True)


def test_a_soft_decline_is_asked_again_with_a_challenge(kept: Shopper) -> None:
    kept.pays(4_000, "card_judged_soft", save=True)
    in_force()
    paid = kept.pays(2_000, "card_judged_soft")
    assert (paid.state, paid.after_soft_decline) == ("captured", True)
    assert told(paid) == ("04", "", "", True)
    before = Attempt.objects.get(intent=paid.intent, number=1)
    assert told(before) == ("02", "low_value", "soft_declined", False)


@pytest.mark.parametrize(
    ("browser", "because"),
    [
        ({"user_agent": "another"}, "device_unknown"),
        ({"javascript": False}, "device_unknown"),
        ({"ip": "198.51.100.7"}, "network_unknown"),
    ],
)
def test_an_unknown_device_or_network_is_asked(
    kept: Shopper, browser: dict[str, Any], because: str
) -> None:
    in_force(0, 50_000, 1)
    paid = kept.pays(4_000, **browser)
    assert told(paid) == ("04", "", "", True)
    assert paid.no_exemption_because == because


def test_a_failure_of_the_card_demands_a_challenge(kept: Shopper) -> None:
    in_force()
    failed = kept.pays(2_000)
    Attempt.objects.filter(id=failed.id).update(state="declined", moved_at=clock.real_now())
    assert kept.pays(2_000).no_exemption_because == "suspicious"


def test_a_card_entered_anew_is_asked_again(kept: Shopper) -> None:
    in_force()
    assert kept.pays(2_000, "card_judged:other").no_exemption_because == "card_not_saved"


@pytest.mark.parametrize("how", ["chargeback", "report"])
def test_whoever_had_a_dispute_is_asked(kept: Shopper, payer: UUID, how: str) -> None:
    in_force()
    paid = kept.pays(2_000, "card_ok")
    if how == "chargeback":
        disputed(paid, reason="13.1")
    else:
        not_mine.record(intent_id=paid.intent_id, member_id=payer)
    assert kept.pays(2_000).no_exemption_because == "disputed"


def test_a_gateway_that_judges_itself_is_not_told_to(
    kept: Shopper, gateway: ScriptedGateway, monkeypatch: pytest.MonkeyPatch
) -> None:
    in_force()
    monkeypatch.setattr(gateway, "claims_exemptions", False)
    assert kept.pays(2_000).no_exemption_because == "gateway"


def test_fraud_above_the_band_ends_risk_analysis(
    kept: Shopper, make_intent: Callable[..., UUID], gateway: ScriptedGateway
) -> None:
    in_force(0, 10_000, 13)
    assert FraudRate.objects.get().rate_bps == 0
    assert kept.pays(9_000).exemption == "risk_analysis"
    other = Shopper(gateway, lambda minor: make_intent(minor, member_id=make_payer()))
    disputed(other.pays(100, "card_ok:other"))
    assert fraud_rate.measure() == 26  # 1 euro of 391
    assert kept.pays(9_000).no_exemption_because == "rate_exceeded"
    chargeback.record_decided(network_case_id="case-1", won=True)
    assert fraud_rate.measure() == 0
    assert kept.pays(9_000).exemption == "risk_analysis"


def test_an_old_fraud_rate_is_not_known(kept: Shopper) -> None:
    in_force(0, 10_000, 13)
    FraudRate.objects.update(measured_at=clock.now() - exempt.RATE_GOOD_FOR)
    assert kept.pays(9_000).no_exemption_because == "rate_unknown"


def test_a_declared_rate_lapses_after_a_quarter(
    kept: Shopper, monkeypatch: pytest.MonkeyPatch
) -> None:
    in_force(3_000, 10_000, 13)
    assert kept.pays(9_000).exemption == "risk_analysis"
    monkeypatch.setattr(exemptions, "DECLARATION_GOOD_FOR", timedelta(0))
    asked = kept.pays(9_000)
    assert told(asked) == ("04", "", "", True)
    assert asked.no_exemption_because == "declaration_lapsed"
    assert kept.pays(2_000).exemption == "low_value"


def test_a_report_counts_as_fraud_once(kept: Shopper, payer: UUID) -> None:
    paid = kept.pays(10_000, "card_ok")
    not_mine.record(intent_id=paid.intent_id, member_id=payer)
    assert fraud_rate.measure() == 2_500
    disputed(paid)
    assert fraud_rate.measure() == 2_500
    assert FraudRate.objects.get().by_currency == {"EUR": [40_000, 10_000]}


def test_who_proposed_it_cannot_put_it_into_force() -> None:
    me = finance()
    policy_id = exemption_policy.propose(
        low_value_limit_minor=3_000, risk_limit_minor=0, fraud_rate_bps=0, reason="try", actor=me
    )
    assert exemption_policy.in_force() is None
    with pytest.raises(NotAllowed):
        exemption_policy.decide(policy_id=policy_id, accept=True, actor=me)
    with pytest.raises(IntegrityError), transaction.atomic():
        ExemptionDecision.objects.create(
            policy_id=policy_id,
            accepted=True,
            made_by=me.id,
            decided_by=me.id,
            decided_at=clock.now(),
        )
    exemption_policy.decide(policy_id=policy_id, accept=True, actor=finance())
    exemption_policy.decide(policy_id=policy_id, accept=True, actor=finance())
    with pytest.raises(Refusal, match="decided already"):
        exemption_policy.decide(policy_id=policy_id, accept=False, actor=finance())
    found = exemption_policy.in_force()
    assert found is not None
    assert (found.version, found.low_value_limit_minor) == (1, 3_000)
    acts = [each.act for each in audit.latest(subject_id=policy_id)]
    assert acts == ["exemptions.accept", "exemptions.propose"]


def test_one_proposal_waits_at_a_time_and_a_rejected_one_changes_nothing() -> None:
    in_force(2_000)
    known = {"risk_limit_minor": 0, "fraud_rate_bps": 0, "reason": "more", "actor": finance()}
    second = exemption_policy.propose(low_value_limit_minor=3_000, **known)  # type: ignore[arg-type]
    with pytest.raises(Refusal, match="waits"):
        exemption_policy.propose(low_value_limit_minor=1_000, **known)  # type: ignore[arg-type]
    exemption_policy.decide(policy_id=second, accept=False, actor=finance())
    states = [(each.version, each.state) for each in exemption_policy.versions()]
    assert states == [(2, "rejected"), (1, "in_force")]


@pytest.mark.parametrize(
    ("given", "field"),
    [
        ({"low_value_limit_minor": 3_001}, "low_value_limit"),
        ({"risk_limit_minor": 60_000}, "risk_limit"),
        ({"risk_limit_minor": 50_000, "fraud_rate_bps": 2}, "fraud_rate_bps"),
        ({"reason": "  "}, "reason"),
    ],
)
def test_what_the_law_forbids_cannot_be_proposed(given: dict[str, Any], field: str) -> None:
    usual = {"low_value_limit_minor": 0, "risk_limit_minor": 0, "fraud_rate_bps": 0, "reason": "x"}
    with pytest.raises(Refusal) as refusal:
        exemption_policy.propose(**(usual | given), actor=finance())
    assert refusal.value.field == field
    assert not ExemptionPolicy.objects.exists()


def test_policies_and_decisions_are_never_changed() -> None:
    in_force()
    for table in (ExemptionPolicy, ExemptionDecision):
        with pytest.raises(DatabaseError), transaction.atomic():
            table.objects.update(made_by=new_id())
        with pytest.raises(DatabaseError), transaction.atomic():
            table.objects.all().delete()


def test_an_exempted_attempt_cannot_be_written_as_the_issuers_risk(kept: Shopper) -> None:
    in_force()
    paid = kept.pays(2_000)
    with pytest.raises(IntegrityError), transaction.atomic():
        Attempt.objects.filter(id=paid.id).update(liability_shift=True)


def test_judging_takes_few_statements(
    kept: Shopper, make_intent: Callable[..., UUID], gateway: ScriptedGateway
) -> None:
    taken = []
    for policy in (None, (3_000, 50_000, 1)):
        if policy is not None:
            in_force(*policy)
        attempt = Attempt.objects.select_related("intent").latest("number")
        card: CardDetails = gateway.card("card_judged")
        with CaptureQueriesContext(connection) as seen:
            exempt.judge(
                intent=attempt.intent,
                card=card,
                is_saved=True,
                browser=attempt.browser,
                seen=velocity.Seen(),
            )
        taken.append(len(seen))
    assert taken == [1, 6]
