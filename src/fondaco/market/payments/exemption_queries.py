"""What became of exemptions: counted for the operator's desk."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.db.models import Count, Q, Sum

from fondaco.kernel import clock
from fondaco.market.payments import fraud_rate
from fondaco.market.payments.lifecycle import AttemptState
from fondaco.market.payments.models import Attempt, Chargeback, FraudRate
from fondaco.market.payments.rules.exemptions import Exemption, Outcome

NOT_ASKED_FOR = timedelta(days=14)


@dataclass(frozen=True, slots=True)
class Counter:
    """One exemption over 90 days. ``granted_minor`` is what was paid under it, in euro cents;
    ``chargebacks`` are those of such payments, whenever they came."""

    exemption: str
    asked: int = 0
    granted: int = 0
    challenged: int = 0
    soft_declined: int = 0
    refused: int = 0
    granted_minor: int = 0
    chargebacks: int = 0
    chargeback_minor: int = 0


@dataclass(frozen=True, slots=True)
class RateView:
    """The fraud rate of 90 days as last measured; ``lines`` are (currency, paid, fraud)."""

    measured_at: datetime
    rate_bps: int
    lines: tuple[tuple[str, int, int], ...]


def counters() -> tuple[Counter, ...]:
    """Every exemption there is, asked for or not. Two statements."""
    attempts = Attempt.objects.filter(
        policy_version__gt=0, moved_at__gt=clock.real_now() - fraud_rate.PERIOD
    ).exclude(exemption="")
    ends = {outcome.value: Count("id", filter=Q(exemption_outcome=outcome)) for outcome in Outcome}
    paid = Q(exemption_outcome=Outcome.GRANTED, state=AttemptState.CAPTURED)
    rows = (
        attempts.values("exemption")
        .annotate(asked=Count("id"), granted_minor=Sum("intent__amount_minor", filter=paid), **ends)
        .order_by()
    )
    disputed = (
        Chargeback.objects.filter(intent__attempts__in=attempts.filter(paid))
        .filter(intent__attempts__exemption_outcome=Outcome.GRANTED)
        .values("intent__attempts__exemption")
        .annotate(count=Count("id"), minor=Sum("amount_minor"))
        .order_by()
    )
    found: dict[str, dict[str, Any]] = {row["exemption"]: {**row} for row in rows}
    lost: dict[str, dict[str, Any]] = {
        row["intent__attempts__exemption"]: {**row} for row in disputed
    }
    return tuple(
        _counter(each.value, found.get(each.value, {}), lost.get(each.value, {}))
        for each in Exemption
    )


def _counter(exemption: str, row: dict[str, Any], lost: dict[str, Any]) -> Counter:
    return Counter(
        exemption,
        asked=row.get("asked", 0),
        granted=row.get("granted", 0),
        challenged=row.get("challenged", 0),
        soft_declined=row.get("soft_declined", 0),
        refused=row.get("refused", 0),
        granted_minor=row.get("granted_minor") or 0,
        chargebacks=lost.get("count", 0),
        chargeback_minor=lost.get("minor", 0),
    )


def not_asked() -> tuple[tuple[str, int], ...]:
    """Why nothing was claimed within 14 days while a policy stood: codes, most frequent first."""
    rows = (
        Attempt.objects.filter(
            policy_version__gt=0, exemption="", moved_at__gt=clock.real_now() - NOT_ASKED_FOR
        )
        .exclude(no_exemption_because="")
        .values_list("no_exemption_because")
        .annotate(count=Count("id"))
        .order_by("-count", "no_exemption_because")
    )
    return tuple(rows)


def rate() -> RateView | None:
    """The fraud rate as last measured; None before the first time."""
    row = FraudRate.objects.order_by("-measured_date").first()
    if row is None:
        return None
    lines = tuple((code, *amounts) for code, amounts in row.by_currency.items())
    return RateView(row.measured_at, row.rate_bps, lines)
