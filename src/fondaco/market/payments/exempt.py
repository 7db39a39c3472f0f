"""Whether an attempt claims an exemption: the policy in force, and what is known of the card."""

from datetime import timedelta
from uuid import UUID

from django.db.models import Q

from fondaco.kernel import clock
from fondaco.market.payments import exemption_policy
from fondaco.market.payments.gateways.chosen import gateway
from fondaco.market.payments.gateways.protocol import CardDetails
from fondaco.market.payments.lifecycle import AttemptState
from fondaco.market.payments.models import Attempt, Chargeback, FraudRate, Intent, NotMine
from fondaco.market.payments.rules import exemptions, velocity
from fondaco.market.payments.rules.device import device_of
from fondaco.market.payments.rules.exemptions import Decision, Past, Payment, Policy, Risk

MOST_PAST = 40
RATE_GOOD_FOR = timedelta(hours=26)
"""A fraud rate that has not been measured for longer is not known."""

COUNTED = [
    state.value
    for state in (
        AttemptState.BEGUN,
        AttemptState.METHOD,
        AttemptState.CHALLENGE,
        AttemptState.AUTHENTICATED,
        AttemptState.AUTHORIZING,
        AttemptState.AUTHORIZED,
        AttemptState.CAPTURING,
        AttemptState.CAPTURED,
    )
]
"""Payments that were made, or may yet be: two at once count both."""


def judge(
    *, intent: Intent, card: CardDetails, is_saved: bool, browser: dict[str, object],
    seen: velocity.Seen,
) -> tuple[Policy | None, Decision]:  # fmt: skip
    """What this attempt asks for. One statement while the operator allows nothing."""
    policy = exemption_policy.in_force()
    if policy is None or policy.is_off:
        return None, Decision(None, "off")
    if not gateway(card.gateway).claims_exemptions:
        return policy, Decision(None, "gateway")
    payment = Payment(
        amount_minor=intent.amount_minor,
        currency=intent.currency,
        card_token=card.token,
        is_saved_card=is_saved,
        by_device_wallet=bool(card.wallet),
        device=device_of(browser),
        network=velocity.network_of(str(browser.get("ip", ""))[:45]),
    )
    _lock_card(card.fingerprint)
    past = _past(card.fingerprint, intent.member_id)
    risk = Risk(
        suspicious=velocity.must_challenge(seen),
        failures=max(seen.member.count, seen.card.count),
        disputed=_disputed(intent.member_id, card.fingerprint),
        fraud_rate_bps=_fraud_rate_bps(),
        declaration_lapsed=exemption_policy.has_lapsed(policy),
    )
    return policy, exemptions.decide(policy, payment, past, risk)


def _lock_card(fingerprint: str) -> None:
    """Whoever else begins to pay with this card now waits until this attempt is written, and
    counts it: two members may have saved one card. Its first attempt is the lock; a card without
    any is challenged in any case."""
    first = Attempt.objects.select_for_update(of=("self",)).filter(fingerprint=fingerprint)
    first.order_by("id").values_list("id").first()


def _past(fingerprint: str, member_id: UUID) -> list[Past]:
    rows = (
        Attempt.objects.filter(fingerprint=fingerprint, state__in=COUNTED)
        .select_related("intent")
        .order_by("-moved_at")[:MOST_PAST]
    )
    return [
        Past(
            amount_minor=row.intent.amount_minor,
            currency=row.intent.currency,
            confirmed=(
                row.was_challenged
                and row.trans_status == "Y"
                and row.state == AttemptState.CAPTURED
            ),
            is_own=row.intent.member_id == member_id,
            card_token=row.card_token,
            device=device_of(row.browser),
            network=row.network,
        )
        for row in rows
    ]


def _disputed(member_id: UUID, fingerprint: str) -> bool:
    """Whether the member or the card has ever had a chargeback, or a report that stands."""
    intents = Intent.objects.filter(
        Q(member_id=member_id)
        | Q(id__in=Attempt.objects.filter(fingerprint=fingerprint).values("intent_id"))
    )
    return (
        Chargeback.objects.filter(intent__in=intents).exists()
        or NotMine.objects.filter(intent__in=intents, undone_at=None).exists()
    )


def _fraud_rate_bps() -> int | None:
    since = clock.now() - RATE_GOOD_FOR
    return (
        FraudRate.objects.filter(measured_at__gt=since)
        .order_by("-measured_date")
        .values_list("rate_bps", flat=True)
        .first()
    )
