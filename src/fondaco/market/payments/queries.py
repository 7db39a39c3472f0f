"""Reads of the payments room: frozen values, never rows."""

from collections.abc import Collection, Iterable, Sequence
from typing import Any
from uuid import UUID

from django.conf import settings
from django.db.models import Count, Sum

from fondaco.kernel import clock
from fondaco.kernel import rows as kept
from fondaco.kernel.errors import NotFound
from fondaco.market.payments.lifecycle import (
    MONEY_ASKED,
    OPEN_ATTEMPTS,
    AttemptState,
    ChargebackState,
    IntentState,
    RefundState,
)
from fondaco.market.payments.models import (
    Attempt,
    Chargeback,
    ChargebackAnswer,
    Intent,
    Refund,
    SavedCard,
)
from fondaco.market.payments.rules import declines, dispute_reasons, velocity
from fondaco.market.payments.values import (
    AuthenticationView,
    ChargebackView,
    FailureView,
    IntentView,
    MethodView,
    RefundView,
    SavedCardView,
    Step,
)

PAGE_SIZE = 50
STRIPE = "fondaco.market.payments.gateways.stripe_gateway.StripeGateway"


def intent_row(intent_id: UUID) -> Intent:
    """The row of an intent, for this room's own verbs."""
    row = kept.one(Intent, id=intent_id)
    if row is None:
        raise NotFound("There is no such payment.", code="intent_unknown")
    return row


def intent(intent_id: UUID) -> IntentView:
    """One payment; raises :class:`NotFound`."""
    found = intents([intent_id])
    if intent_id not in found:
        raise NotFound("There is no such payment.", code="intent_unknown")
    return found[intent_id]


def intents(intent_ids: Iterable[UUID]) -> dict[UUID, IntentView]:
    """Payments by id; unknown ids are left out. Two queries, however many."""
    return _views(list(Intent.objects.filter(id__in=set(intent_ids))))


def intents_of(member_id: UUID, *, page: int = 1) -> tuple[IntentView, ...]:
    """A member's payments that were made, newest first, as their statement of charges."""
    start = (max(page, 1) - 1) * PAGE_SIZE
    rows = Intent.objects.filter(member_id=member_id, state=IntentState.SUCCEEDED)
    found = list(rows.order_by("-id")[start : start + PAGE_SIZE])
    views = _views(found)
    return tuple(views[row.id] for row in found)


def _views(rows: Sequence[Intent]) -> dict[UUID, IntentView]:
    latest: dict[UUID, Attempt] = {}
    for attempt in Attempt.objects.filter(intent__in=rows).order_by("number"):
        latest[attempt.intent_id] = attempt
    return {row.id: _intent_view(row, latest.get(row.id)) for row in rows}


def _intent_view(row: Intent, attempt: Attempt | None) -> IntentView:
    method = authentication = None
    if attempt is not None and row.way == "card":
        method = MethodView(
            attempt.brand, attempt.last_four, attempt.expiry, attempt.funding, attempt.wallet
        )
        if attempt.trans_status:
            authentication = AuthenticationView(
                attempt.trans_status,
                attempt.eci,
                attempt.liability_shift,
                attempt.version,
                attempt.was_challenged,
                attempt.is_exempt,
            )
    return IntentView(
        id=row.id,
        reference_id=row.reference_id,
        reference=row.reference,
        member_id=row.member_id,
        state=row.state,
        amount_minor=row.amount_minor,
        currency=row.currency,
        captured_minor=row.captured_minor,
        refunded_minor=row.refunded_minor,
        payee=row.payee,
        statement_descriptor=_on_statement(row, attempt),
        method=method,
        failure=failure_view(row.failure_code),
        authentication=authentication,
        network_reference=attempt.network_reference if attempt and row.way == "card" else "",
        is_disputed=row.disputed_at is not None,
        created_at=row.created_at,
        captured_at=row.captured_at,
        way=row.way,
    )


def _on_statement(row: Intent, attempt: Attempt | None) -> str:
    """The words on the cardholder's statement. Stripe writes its own account's, which only the
    operator knows; empty where they have not told us."""
    if row.way == "card" and attempt is not None and attempt.gateway == STRIPE:
        return str(settings.FONDACO_STRIPE_STATEMENT)
    return row.descriptor


def failure_view(code: str) -> FailureView | None:
    """The words for a failure's code, None for no failure."""
    known = declines.failure(code)
    return FailureView(known.code, known.what, known.next_step) if known else None


def step(intent_id: UUID) -> Step:
    """What the buyer's browser does next, from what is stored."""
    row = intent_row(intent_id)
    state = IntentState(row.state)
    if state is IntentState.SUCCEEDED:
        return Step("succeeded", row.id)
    if state is IntentState.CANCELLED:
        return Step("closed", row.id)
    if state is IntentState.AWAITING_TRANSFER:
        return Step("transfer", row.id)
    if state is IntentState.FAILED:
        return Step("closed", row.id, failure=failure_view(row.failure_code))
    attempt = Attempt.objects.filter(
        intent=row, state__in=[state.value for state in OPEN_ATTEMPTS]
    ).first()
    if attempt is None:
        if row.failure_code:
            return Step("declined", row.id, failure=failure_view(row.failure_code))
        return Step("open", row.id)
    if attempt.state == AttemptState.METHOD:
        return Step("method", row.id, method=attempt.step)
    if attempt.state == AttemptState.CHALLENGE:
        return Step("challenge", row.id, challenge=attempt.step)
    return Step("in_doubt", row.id)


def is_disputed(intent_id: UUID) -> bool:
    """Whether the card network has this payment in dispute; inside an action the row stays
    locked until it ends, so that no release overtakes a chargeback."""
    row = kept.one(Intent, lock=True, id=intent_id)
    return row is not None and row.disputed_at is not None


def saved_cards(member_id: UUID) -> tuple[SavedCardView, ...]:
    """The member's cards, those kept last first."""
    rows = SavedCard.objects.filter(member_id=member_id, forgotten_at=None).order_by("-id")
    today = clock.today()
    return tuple(
        SavedCardView(
            id=row.id,
            brand=row.brand,
            last_four=row.last_four,
            expiry=f"{row.expiry_month:02}/{row.expiry_year % 100:02}",
            funding=row.funding,
            saved_at=row.saved_at,
            is_frozen=row.frozen_at is not None,
            is_expired=(row.expiry_year, row.expiry_month) < (today.year, today.month),
        )
        for row in rows[:PAGE_SIZE]
    )


def token_of(card_id: UUID, member_id: UUID) -> str:
    """The vault's token of a member's saved card; raises :class:`NotFound`."""
    token = (
        SavedCard.objects.filter(id=card_id, member_id=member_id, forgotten_at=None)
        .values_list("token", flat=True)
        .first()
    )
    if token is None:
        raise NotFound("You have no such card.", code="card_unknown")
    return token


def last_saved_token(intent_id: UUID) -> str:
    """The token of the saved card that was tried last for this payment; empty for none."""
    rows = Attempt.objects.filter(intent_id=intent_id).order_by("-number")
    found = rows.values_list("card_token", "is_saved_card").first()
    return found[0] if found is not None and found[1] else ""


def refunds(cause_ids: Iterable[UUID]) -> dict[UUID, list[RefundView]]:
    """Refunds by what caused them (an order, a case), oldest first; causes without any are
    left out."""
    found: dict[UUID, list[RefundView]] = {}
    rows = Refund.objects.filter(cause_id__in=set(cause_ids)).select_related("intent")
    for row in rows.order_by("id"):
        found.setdefault(row.cause_id, []).append(_refund_view(row))
    return found


def refunds_of(intent_ids: Iterable[UUID]) -> dict[UUID, list[RefundView]]:
    """Refunds by payment, oldest first."""
    found: dict[UUID, list[RefundView]] = {}
    rows = Refund.objects.filter(intent_id__in=set(intent_ids)).select_related("intent")
    for row in rows.order_by("id"):
        found.setdefault(row.intent_id, []).append(_refund_view(row))
    return found


def refund(refund_id: UUID) -> RefundView:
    """One refund; raises :class:`NotFound`."""
    row = Refund.objects.filter(id=refund_id).select_related("intent").first()
    if row is None:
        raise NotFound("There is no such refund.", code="refund_unknown")
    return _refund_view(row)


def _refund_view(row: Refund) -> RefundView:
    return RefundView(
        id=row.id,
        intent_id=row.intent_id,
        amount_minor=row.amount_minor,
        currency=row.intent.currency,
        state=row.state,
        cause_kind=row.cause_kind,
        cause_id=row.cause_id,
        network_reference=row.network_reference,
        requested_at=row.requested_at,
        sent_at=row.sent_at,
        settled_at=row.settled_at,
        refused_at=row.refused_at,
        route=row.route,
    )


def chargebacks(intent_ids: Iterable[UUID]) -> dict[UUID, list[ChargebackView]]:
    """Chargebacks by payment, oldest first."""
    found: dict[UUID, list[ChargebackView]] = {}
    rows = Chargeback.objects.filter(intent_id__in=set(intent_ids))
    for row in rows.select_related("intent", "answer").order_by("id"):
        found.setdefault(row.intent_id, []).append(_chargeback_view(row))
    return found


def over_captured() -> tuple[ChargebackView, ...]:
    """Chargebacks, not won, that took more than was captured, newest first, a hundred at most:
    the excess stands on the account of unmatched money until a person claims it back."""
    rows = Chargeback.objects.filter(excess_minor__gt=0).exclude(state=ChargebackState.WON)
    found = rows.select_related("intent", "answer").order_by("-id")[:100]
    return tuple(_chargeback_view(row) for row in found)


def _chargeback_view(row: Chargeback) -> ChargebackView:
    answer: ChargebackAnswer | None = getattr(row, "answer", None)
    return ChargebackView(
        row.id,
        row.intent_id,
        row.reason_code,
        row.reason_text,
        row.amount_minor,
        row.intent.currency,
        row.state,
        row.opened_at,
        row.answer_due_at,
        row.excess_minor,
        dispute_reasons.words(row.reason_code),
        answer.sent_at if answer else None,
        answer.refusal if answer else "",
    )


def totals() -> dict[str, Any]:
    """Counts and sums for the operator's desk; ``paid`` has (currency, count, minor) rows."""
    since = clock.real_now() - velocity.WINDOW
    paid = (
        Intent.objects.filter(state=IntentState.SUCCEEDED)
        .values_list("currency")
        .annotate(count=Count("id"), total=Sum("captured_minor"))
        .order_by("currency")
    )
    return {
        "paid": [tuple(row) for row in paid],
        "in_doubt": Attempt.objects.filter(
            state__in=[state.value for state in MONEY_ASKED]
        ).count(),
        "declined_last_hour": Attempt.objects.filter(
            state=AttemptState.DECLINED, moved_at__gt=since
        ).count(),
        "refunds_open": Refund.objects.filter(
            state__in=[RefundState.REQUESTED, RefundState.SENT]
        ).count(),
        "refunds_refused": Refund.objects.filter(state=RefundState.REFUSED).count(),
        "disputed": Intent.objects.exclude(disputed_at=None).count(),
        "over_captured": over_captured(),
    }


def members_sharing_cards(member_ids: Collection[UUID], others: Collection[UUID]) -> set[UUID]:
    """Those of ``member_ids`` who have paid with a card that one of ``others`` has paid with,
    and are not among them. Two statements."""
    prints = Attempt.objects.filter(intent__member_id__in=others, capture_id__gt="")
    rows = Attempt.objects.filter(
        intent__member_id__in=member_ids,
        fingerprint__in=prints.exclude(fingerprint="").values("fingerprint"),
        capture_id__gt="",
    )
    return set(rows.values_list("intent__member_id", flat=True)) - set(others)
