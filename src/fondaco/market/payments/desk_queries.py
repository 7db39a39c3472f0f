"""What the operator's payments desk shows: gateways, refusals, card testers, one payment, keys."""

from collections import Counter
from contextlib import suppress
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import lru_cache
from typing import Any
from uuid import UUID

from django.conf import settings
from django.db.models import Count, F, Max, Min, Q
from django.db.models.functions import TruncDate

from fondaco.kernel import clock
from fondaco.kernel.errors import InDoubt, Refusal
from fondaco.kernel.wire import Client
from fondaco.market.payments import evidence, queries
from fondaco.market.payments.gateways.protocol import Unavailable
from fondaco.market.payments.gateways.vault import VaultGateway
from fondaco.market.payments.lifecycle import MONEY_ASKED, AttemptState
from fondaco.market.payments.models import Attempt, ChargebackAnswer, Intent
from fondaco.market.payments.rules import declines, velocity
from fondaco.market.payments.values import AnswerView, ChargebackView, IntentView, RefundView

DAYS = 14
DAY = timedelta(days=1)
MOST_ROWS = 30
VAULT_ANSWERS_WITHIN_S = 4.0


@dataclass(frozen=True, slots=True)
class GatewayCount:
    """Attempts at one gateway within a day. ``name`` is the last part of its dotted name."""

    name: str
    is_chosen: bool
    attempts: int
    captured: int
    declined: int
    challenged: int
    in_doubt: int
    last_at: datetime | None


@dataclass(frozen=True, slots=True)
class DeclineRow:
    """One reason over :data:`DAYS` days; ``what`` is marked. ``by_day`` has one count a day."""

    code: str
    what: str
    by_day: tuple[int, ...]
    total: int


@dataclass(frozen=True, slots=True)
class Declines:
    """Refusals by reason, the most frequent first; ``most`` is the largest total."""

    days: tuple[date, ...]
    rows: tuple[DeclineRow, ...]
    by_day: tuple[int, ...]
    total: int

    @property
    def most(self) -> int:
        return max((row.total for row in self.rows), default=0)


@dataclass(frozen=True, slots=True)
class Suspicion:
    """A burst that looks like card testing, and the codes of why."""

    burst: velocity.Burst
    signs: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class AttemptView:
    """One card tried; ``failure`` is marked and empty for none."""

    number: int
    gateway: str
    card: str
    state: str
    ip: str
    trans_status: str
    eci: str
    version: str
    liability_shift: bool
    was_challenged: bool
    challenge_indicator: str
    exemption: str
    exemption_outcome: str
    response_code: str
    network_reference: str
    failure: str
    begun_at: datetime


@dataclass(frozen=True, slots=True)
class PaymentFile:
    """All that this room knows of one payment; ``answers`` by the chargeback's id."""

    intent: IntentView
    attempts: tuple[AttemptView, ...]
    refunds: tuple[RefundView, ...]
    chargebacks: tuple[tuple[ChargebackView, AnswerView | None], ...]


@dataclass(frozen=True, slots=True)
class VaultState:
    """The vault's own words about its keys and counters; both None while it is away."""

    keys: dict[str, Any] | None
    counters: dict[str, Any] | None


def gateways() -> tuple[GatewayCount, ...]:
    """Every gateway used within a day, and the configured one. One statement."""
    rows = (
        Attempt.objects.filter(moved_at__gt=clock.real_now() - DAY)
        .values("gateway")
        .annotate(
            attempts=Count("id"),
            captured=Count("id", filter=Q(state=AttemptState.CAPTURED)),
            declined=Count("id", filter=Q(state=AttemptState.DECLINED)),
            challenged=Count("id", filter=Q(was_challenged=True)),
            in_doubt=Count("id", filter=Q(state__in=[state.value for state in MONEY_ASKED])),
            last_at=Max("moved_at"),
        )
        .order_by("gateway")
    )
    found: dict[str, dict[str, Any]] = {row["gateway"]: {**row} for row in rows}
    none = dict.fromkeys(("attempts", "captured", "declined", "challenged", "in_doubt"), 0)
    found.setdefault(settings.FONDACO_GATEWAY, none | {"last_at": None})
    return tuple(
        GatewayCount(
            name=name.rpartition(".")[2],
            is_chosen=name == settings.FONDACO_GATEWAY,
            **{field: value for field, value in found[name].items() if field != "gateway"},
        )
        for name in sorted(found)
    )


def declined() -> Declines:
    """Refused attempts of the last :data:`DAYS` days by reason and day (UTC). One statement."""
    today = clock.real_now().date()
    days = tuple(today - (DAYS - 1 - each) * DAY for each in range(DAYS))
    counts: Counter[tuple[str, date]] = Counter()
    rows = (
        Attempt.objects.filter(
            state=AttemptState.DECLINED, moved_at__gte=clock.real_now() - DAYS * DAY
        )
        .values("failure_code", day=TruncDate("moved_at"))
        .annotate(count=Count("id"))
        .order_by("failure_code")
    )
    for row in rows:
        counts[row["failure_code"], row["day"]] += row["count"]
    found = []
    for code in sorted({code for code, _ in counts}):
        by_day = tuple(counts[code, day] for day in days)
        known = declines.FAILURES.get(code)
        found.append(DeclineRow(code, known.what if known else code, by_day, sum(by_day)))
    found.sort(key=lambda row: (-row.total, row.code))
    by_day = tuple(sum(row.by_day[each] for row in found) for each in range(DAYS))
    return Declines(days, tuple(found), by_day, sum(by_day))


def suspicions() -> tuple[Suspicion, ...]:
    """Bursts of the last day that look like card testing, newest first. Two statements."""
    found = []
    for kind, column in (("network", "network"), ("issuer", "first_six")):
        for burst in _bursts(kind, column):
            signs = velocity.signs(burst)
            if signs:
                found.append(Suspicion(burst, signs))
    return tuple(sorted(found, key=lambda each: each.burst.last_at, reverse=True)[:MOST_ROWS])


def _bursts(kind: str, column: str) -> list[velocity.Burst]:
    rows = (
        Attempt.objects.filter(moved_at__gt=clock.real_now() - DAY)
        .exclude(**{column: ""})
        .values(value=F(column))
        .annotate(
            attempts=Count("id"),
            cards=Count("fingerprint", distinct=True),
            declined=Count("id", filter=Q(state=AttemptState.DECLINED)),
            small=Count("id", filter=Q(intent__amount_minor__lte=velocity.SMALL_MINOR)),
            members=Count("intent__member_id", distinct=True),
            first_at=Min("moved_at"),
            last_at=Max("moved_at"),
        )
        .filter(cards__gte=velocity.BURST_CARDS[kind])
        .order_by("-cards")[:MOST_ROWS]
    )
    return [velocity.Burst(kind=kind, **row) for row in rows]


def payment_files(reference: str) -> tuple[PaymentFile, ...]:
    """Payments with this reference (a checkout's; trade names its orders), newest first."""
    ids = list(
        Intent.objects.filter(reference=reference.strip().upper())
        .order_by("-id")
        .values_list("id", flat=True)[:5]
    )
    intents = queries.intents(ids)
    refunds = queries.refunds_of(ids)
    chargebacks = queries.chargebacks(ids)
    answers = {
        row.chargeback_id: evidence.view_of(row)
        for row in ChargebackAnswer.objects.filter(chargeback__intent_id__in=ids)
    }
    attempts: dict[UUID, list[AttemptView]] = {}
    for row in Attempt.objects.filter(intent_id__in=ids).order_by("number"):
        attempts.setdefault(row.intent_id, []).append(_attempt_view(row))
    return tuple(
        PaymentFile(
            intents[each],
            tuple(attempts.get(each, ())),
            tuple(refunds.get(each, ())),
            tuple((view, answers.get(view.id)) for view in chargebacks.get(each, ())),
        )
        for each in ids
    )


def _attempt_view(row: Attempt) -> AttemptView:
    known = declines.FAILURES.get(row.failure_code)
    wallet = {"google_pay": "Google Pay", "apple_pay": "Apple Pay"}.get(row.wallet)
    return AttemptView(
        number=row.number,
        gateway=row.gateway.rpartition(".")[2],
        card=f"{wallet or row.brand.title()} •••• {row.last_four}",
        state=row.state,
        ip=row.ip,
        trans_status=row.trans_status,
        eci=row.eci,
        version=row.version,
        liability_shift=row.liability_shift,
        was_challenged=row.was_challenged,
        challenge_indicator=row.challenge_indicator,
        exemption=row.exemption,
        exemption_outcome=row.exemption_outcome,
        response_code=row.response_code,
        network_reference=row.network_reference,
        failure=known.what if known else row.failure_code,
        begun_at=row.begun_at,
    )


@lru_cache(maxsize=1)
def _vault() -> VaultGateway:
    return VaultGateway(Client("vault", settings.VAULT_URL, timeout_s=VAULT_ANSWERS_WITHIN_S))


def vault_state() -> VaultState:
    """Asks the vault now. Not inside a transaction."""
    keys = counters = None
    with suppress(Unavailable, InDoubt, Refusal):
        keys = _vault().operator_keys()
        counters = _vault().operator_counters()
    return VaultState(keys, counters)
