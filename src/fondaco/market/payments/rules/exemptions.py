"""When the cardholder's confirmation may be left out, and what is claimed instead. Pure.

Commission Delegated Regulation (EU) 2018/389: article 16 (low value), articles 18 and 19 with the
annex (transaction risk analysis). An exemption is only ever asked for: the issuer may refuse it,
and by the card schemes' rules (compare Directive (EU) 2015/2366, article 74(2)) the side that asked
for it bears the loss.
Where the regulation leaves a choice, the narrower reading is taken, which needs no choosing.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

MANDATED = "04"
"""threeDSRequestorChallengeInd: a challenge is asked for."""

CURRENCY = "EUR"
"""The limits are in euro; what is paid in another currency is not exempted."""

LOW_VALUE_MOST_MINOR = 3_000
LOW_VALUE_SUM_MINOR = 10_000
LOW_VALUE_COUNT = 5
"""Article 16: one payment, and the sum or the number since the cardholder last confirmed. Sum and
number are both kept, and this payment is counted in: the issuer chooses which it goes by."""

RISK_BANDS = ((10_000, 13), (25_000, 6), (50_000, 1))
"""The annex, remote card payments: up to so many cents at a fraud rate of so many basis points."""
RISK_MOST_MINOR = RISK_BANDS[-1][0]

DECLARATION_GOOD_FOR = timedelta(days=100)
"""So long an acquirer's declared rate counts. Articles 19 and 20 have it measured every quarter; a
few days are left for the next one to be declared and decided on."""


class Exemption(StrEnum):
    """What can be claimed. The value stands in the tables and in the call for the money."""

    LOW_VALUE = "low_value"
    RISK_ANALYSIS = "risk_analysis"


INDICATORS = {Exemption.LOW_VALUE: "02", Exemption.RISK_ANALYSIS: "05"}
"""threeDSRequestorChallengeInd. 2.2.0 has none of its own for low value: no challenge wished."""


class Outcome(StrEnum):
    """What became of an exemption that was asked for."""

    GRANTED = "granted"
    CHALLENGED = "challenged"
    SOFT_DECLINED = "soft_declined"
    REFUSED = "refused"
    """The issuer refused the payment itself, for another reason."""
    DROPPED = "dropped"
    """We dropped it: the policy it was judged by was no longer in force when money was asked."""


@dataclass(frozen=True, slots=True)
class Policy:
    """What the operator allows. A limit of 0 is off; amounts are euro cents."""

    version: int
    low_value_limit_minor: int
    risk_limit_minor: int
    declared_at: datetime
    """When the version was proposed, with the fraud rate that the acquirer declared."""

    @property
    def is_off(self) -> bool:
        """Whether every payment is confirmed."""
        return not self.low_value_limit_minor and not self.risk_limit_minor


@dataclass(frozen=True, slots=True)
class Payment:
    """What is to be paid now, and from where. ``device`` and ``network`` may be empty."""

    amount_minor: int
    currency: str
    card_token: str
    is_saved_card: bool
    by_device_wallet: bool
    device: str
    network: str


@dataclass(frozen=True, slots=True)
class Past:
    """An earlier payment with the same card. ``confirmed``: its cardholder was challenged and
    passed; ``is_own``: by the same member."""

    amount_minor: int
    currency: str
    confirmed: bool
    is_own: bool
    card_token: str
    device: str
    network: str


@dataclass(frozen=True, slots=True)
class Risk:
    """``suspicious``: velocity demands a challenge. ``failures``: declined within the hour, of
    this member or card. ``disputed``: the member or the card has ever had a chargeback, or a
    report that a payment was not theirs. ``fraud_rate_bps``: ours of 90 days, rounded up; None
    when it was not measured lately. ``declaration_lapsed``: the acquirer's own is out of date."""

    suspicious: bool
    failures: int
    disputed: bool
    fraud_rate_bps: int | None
    declaration_lapsed: bool = False


@dataclass(frozen=True, slots=True)
class Decision:
    """What to ask for. ``because`` says in a code why nothing is claimed; empty for a claim."""

    exemption: Exemption | None
    because: str = ""

    @property
    def indicator(self) -> str:
        """threeDSRequestorChallengeInd of the AReq."""
        return INDICATORS[self.exemption] if self.exemption else MANDATED


def decide(policy: Policy | None, payment: Payment, past: Sequence[Past], risk: Risk) -> Decision:
    """Which exemption to claim. ``past`` is the card's, newest first, and goes back at least to
    its last confirmed payment or to :data:`LOW_VALUE_COUNT` payments."""
    if policy is None or policy.is_off:
        return Decision(None, "off")
    barred = _barred(payment, past, risk)
    if barred:
        return Decision(None, barred)
    low = _not_low_value(policy, payment, past)
    if not low:
        return Decision(Exemption.LOW_VALUE)
    high = _not_low_risk(policy, payment, past, risk)
    if not high:
        return Decision(Exemption.RISK_ANALYSIS)
    return Decision(None, high if policy.risk_limit_minor else low)


def _barred(payment: Payment, past: Sequence[Past], risk: Risk) -> str:
    """Why no exemption at all is claimed for this payment; empty when one may be."""
    confirmed = any(
        each.confirmed and each.is_own and each.card_token == payment.card_token for each in past
    )
    reasons = (
        ("suspicious", risk.suspicious),
        ("disputed", risk.disputed),
        ("device_wallet", payment.by_device_wallet),
        ("card_not_saved", not payment.is_saved_card),
        ("card_not_confirmed", not confirmed),
        ("other_currency", payment.currency != CURRENCY),
    )
    return next((code for code, holds in reasons if holds), "")


def _not_low_value(policy: Policy, payment: Payment, past: Sequence[Past]) -> str:
    since = since_confirmed(past)
    unknown = any(each.currency != CURRENCY for each in since)
    total = payment.amount_minor + sum(each.amount_minor for each in since)
    limit = min(policy.low_value_limit_minor, LOW_VALUE_MOST_MINOR)
    reasons = (
        ("over_low_value", payment.amount_minor > limit),
        ("low_value_other_currency", unknown),
        ("low_value_used_up", total > LOW_VALUE_SUM_MINOR or len(since) + 1 > LOW_VALUE_COUNT),
    )
    return next((code for code, holds in reasons if holds), "")


def _not_low_risk(policy: Policy, payment: Payment, past: Sequence[Past], risk: Risk) -> str:
    own = [each for each in past if each.is_own and each.confirmed]
    limit = min(policy.risk_limit_minor, RISK_MOST_MINOR)
    rate = risk.fraud_rate_bps
    reasons = (
        ("over_risk_limit", payment.amount_minor > limit),
        ("declaration_lapsed", risk.declaration_lapsed),
        ("rate_unknown", rate is None),
        ("rate_exceeded", rate is not None and rate > most_fraud_bps(limit)),
        ("failed_lately", risk.failures > 0),
        ("device_unknown", not payment.device or payment.device not in {e.device for e in own}),
        ("network_unknown", not payment.network or payment.network not in {e.network for e in own}),
        (
            "amount_unusual",
            payment.amount_minor
            > max((e.amount_minor for e in own if e.currency == CURRENCY), default=0),
        ),
    )
    return next((code for code, holds in reasons if holds), "")


def since_confirmed(past: Sequence[Past]) -> list[Past]:
    """The card's payments, newest first, since its cardholder last confirmed one."""
    found: list[Past] = []
    for each in past:
        if each.confirmed:
            break
        found.append(each)
    return found


def has_lapsed(declared_at: datetime, now: datetime) -> bool:
    """Whether a rate that the acquirer declared then is out of date now."""
    return now >= declared_at + DECLARATION_GOOD_FOR


def most_fraud_bps(limit_minor: int) -> int:
    """The reference fraud rate of the band that a limit falls into; 0 above all bands."""
    return next((bps for most, bps in RISK_BANDS if limit_minor <= most), 0)


def rate_bps(fraud_minor: int, paid_minor: int) -> int:
    """The fraud rate in basis points of value, rounded up; 0 where nothing was paid or lost."""
    if not fraud_minor:
        return 0
    return -(-fraud_minor * 10_000 // paid_minor) if paid_minor else 10_000


def faults(*, low_value_limit_minor: int, risk_limit_minor: int, fraud_rate_bps: int) -> list[str]:
    """Codes of what the law does not let an operator set. ``fraud_rate_bps`` is the acquirer's
    own figure, rounded up."""
    found = []
    if not 0 <= low_value_limit_minor <= LOW_VALUE_MOST_MINOR:
        found.append("low_value_limit")
    if not 0 <= risk_limit_minor <= RISK_MOST_MINOR:
        found.append("risk_limit")
    elif risk_limit_minor and not 0 <= fraud_rate_bps <= most_fraud_bps(risk_limit_minor):
        found.append("fraud_rate")
    return found
