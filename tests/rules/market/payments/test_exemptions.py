"""Exemptions are claimed within the law and the policy, and never where something is odd."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fondaco.market.payments.rules import exemptions
from fondaco.market.payments.rules.exemptions import (
    LOW_VALUE_COUNT,
    LOW_VALUE_SUM_MINOR,
    Decision,
    Exemption,
    Past,
    Payment,
    Policy,
    Risk,
    decide,
)

DECLARED = datetime(2026, 11, 24, tzinfo=UTC)
BOTH = Policy(1, 3_000, 50_000, DECLARED)
LOW_ONLY = Policy(1, 3_000, 0, DECLARED)
CALM = Risk(suspicious=False, failures=0, disputed=False, fraud_rate_bps=0)
NOW = Payment(2_000, "EUR", "card_1", True, False, "browser", "192.0.2.0/24")
CONFIRMED = Past(50_000, "EUR", True, True, "card_1", "browser", "192.0.2.0/24")
UNASKED = replace(CONFIRMED, confirmed=False, amount_minor=1_000)

policies = st.none() | st.builds(
    Policy,
    version=st.just(1),
    low_value_limit_minor=st.integers(0, 3_000),
    risk_limit_minor=st.integers(0, 50_000),
    declared_at=st.just(DECLARED),
)
words = st.sampled_from(["", "a", "b"])
payments = st.builds(
    Payment,
    amount_minor=st.integers(1, 60_000),
    currency=st.sampled_from(["EUR", "EUR", "USD"]),
    card_token=words,
    is_saved_card=st.booleans(),
    by_device_wallet=st.booleans(),
    device=words,
    network=words,
)
pasts = st.lists(
    st.builds(
        Past,
        amount_minor=st.integers(1, 60_000),
        currency=st.sampled_from(["EUR", "EUR", "USD"]),
        confirmed=st.booleans(),
        is_own=st.booleans(),
        card_token=words,
        device=words,
        network=words,
    ),
    max_size=8,
)
risks = st.builds(
    Risk,
    suspicious=st.booleans(),
    failures=st.integers(0, 2),
    disputed=st.booleans(),
    fraud_rate_bps=st.none() | st.integers(0, 20),
    declaration_lapsed=st.booleans(),
)


@given(payments, pasts, risks)
def test_nothing_is_claimed_while_the_policy_is_off(
    payment: Payment, past: list[Past], risk: Risk
) -> None:
    for policy in (None, Policy(3, 0, 0, DECLARED)):
        assert decide(policy, payment, past, risk) == Decision(None, "off")


@given(policies, payments, pasts, risks)
def test_a_claim_is_within_every_limit(
    policy: Policy | None, payment: Payment, past: list[Past], risk: Risk
) -> None:
    made = decide(policy, payment, past, risk)
    assert (made.exemption is None) == (made.indicator == "04") == (made.because != "")
    if made.exemption is None:
        return
    assert policy is not None
    assert payment.currency == "EUR"
    assert payment.is_saved_card
    assert not any((payment.by_device_wallet, risk.suspicious, risk.disputed))
    assert any(each.confirmed and each.card_token == payment.card_token for each in past)
    if made.exemption is Exemption.LOW_VALUE:
        since = exemptions.since_confirmed(past)
        assert payment.amount_minor <= policy.low_value_limit_minor
        assert payment.amount_minor + sum(e.amount_minor for e in since) <= LOW_VALUE_SUM_MINOR
        assert len(since) < LOW_VALUE_COUNT
    else:
        assert payment.amount_minor <= policy.risk_limit_minor
        assert risk.fraud_rate_bps is not None
        assert risk.fraud_rate_bps <= exemptions.most_fraud_bps(policy.risk_limit_minor)
        assert risk.failures == 0
        assert {payment.device, payment.network} <= {e.device for e in past} | {
            e.network for e in past
        }


@given(pasts, st.integers(1, 3_000))
def test_a_confirmed_payment_starts_the_count_anew(past: list[Past], amount_minor: int) -> None:
    payment = replace(NOW, amount_minor=amount_minor)
    assert decide(LOW_ONLY, payment, [CONFIRMED, *past], CALM).exemption is Exemption.LOW_VALUE


@pytest.mark.parametrize(
    ("since", "amount_minor", "claimed"),
    [
        ([1_000] * 4, 3_000, True),
        ([1_000] * 5, 1, False),
        ([3_000, 3_000, 3_000], 1_000, True),
        ([3_000, 3_000, 3_000], 1_001, False),
        ([], 3_000, True),
        ([], 3_001, False),
    ],
)
def test_low_value_counts_sum_and_number_since_the_last_confirmation(
    since: list[int], amount_minor: int, claimed: bool
) -> None:
    past = [*(replace(UNASKED, amount_minor=each) for each in since), CONFIRMED, *[UNASKED] * 9]
    made = decide(LOW_ONLY, replace(NOW, amount_minor=amount_minor), past, CALM)
    assert (made.exemption is Exemption.LOW_VALUE) is claimed


@pytest.mark.parametrize(
    ("payment", "risk", "because"),
    [
        ({"is_saved_card": False}, {}, "card_not_saved"),
        ({"card_token": "card_2"}, {}, "card_not_confirmed"),
        ({"by_device_wallet": True}, {}, "device_wallet"),
        ({"currency": "USD"}, {}, "other_currency"),
        ({}, {"suspicious": True}, "suspicious"),
        ({}, {"disputed": True}, "disputed"),
        ({"amount_minor": 50_001}, {}, "over_risk_limit"),
        ({"amount_minor": 3_001}, {"fraud_rate_bps": None}, "rate_unknown"),
        ({"amount_minor": 3_001}, {"fraud_rate_bps": 2}, "rate_exceeded"),
        ({"amount_minor": 3_001}, {"failures": 1}, "failed_lately"),
        ({"amount_minor": 3_001, "device": ""}, {}, "device_unknown"),
        ({"amount_minor": 3_001, "device": "another"}, {}, "device_unknown"),
        ({"amount_minor": 3_001, "network": "198.51.100.0/24"}, {}, "network_unknown"),
    ],
)
def test_each_odd_thing_alone_asks_the_cardholder(
    payment: dict[str, object], risk: dict[str, object], because: str
) -> None:
    made = decide(
        BOTH,
        replace(NOW, **payment),  # type: ignore[arg-type]
        [CONFIRMED],
        replace(CALM, **risk),  # type: ignore[arg-type]
    )
    assert made == Decision(None, because)


def test_more_than_was_ever_confirmed_is_unusual() -> None:
    past = [replace(CONFIRMED, amount_minor=9_000)]
    assert decide(BOTH, replace(NOW, amount_minor=9_001), past, CALM).because == "amount_unusual"
    made = decide(BOTH, replace(NOW, amount_minor=9_000), past, CALM)
    assert (made.exemption, made.indicator) == (Exemption.RISK_ANALYSIS, "05")


@pytest.mark.parametrize(
    ("limit_minor", "most_bps"),
    [(1, 13), (10_000, 13), (10_001, 6), (25_000, 6), (25_001, 1), (50_000, 1), (50_001, 0)],
)
def test_the_bands_are_the_annexs(limit_minor: int, most_bps: int) -> None:
    assert exemptions.most_fraud_bps(limit_minor) == most_bps


@pytest.mark.parametrize(
    ("fraud", "paid", "bps"),
    [(0, 0, 0), (0, 100, 0), (1, 10_000, 1), (1, 10_001, 1), (11, 100_000, 2), (5, 0, 10_000)],
)
def test_a_fraud_rate_is_rounded_up(fraud: int, paid: int, bps: int) -> None:
    assert exemptions.rate_bps(fraud, paid) == bps


@pytest.mark.parametrize(
    ("low", "risk", "rate", "found"),
    [
        (3_000, 50_000, 1, []),
        (0, 0, 99, []),
        (3_001, 0, 0, ["low_value_limit"]),
        (-1, 50_001, 0, ["low_value_limit", "risk_limit"]),
        (0, 25_001, 2, ["fraud_rate"]),
        (0, 10_000, 13, []),
        (0, 10_000, 14, ["fraud_rate"]),
        (0, 10_000, -1, ["fraud_rate"]),
    ],
)
def test_an_operator_cannot_set_what_the_law_forbids(
    low: int, risk: int, rate: int, found: list[str]
) -> None:
    told = exemptions.faults(low_value_limit_minor=low, risk_limit_minor=risk, fraud_rate_bps=rate)
    assert told == found


def test_a_declared_rate_counts_for_a_hundred_days_and_for_low_value_not_at_all() -> None:
    last = DECLARED + timedelta(days=100)
    assert exemptions.has_lapsed(DECLARED, last)
    assert not exemptions.has_lapsed(DECLARED, last - timedelta(seconds=1))
    late = replace(CALM, declaration_lapsed=True)
    assert decide(BOTH, NOW, [CONFIRMED], late).exemption is Exemption.LOW_VALUE
    dear = replace(NOW, amount_minor=4_000)
    assert decide(BOTH, dear, [CONFIRMED], late) == Decision(None, "declaration_lapsed")
    assert decide(BOTH, dear, [CONFIRMED], CALM).exemption is Exemption.RISK_ANALYSIS
