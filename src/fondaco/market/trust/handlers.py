"""What other rooms tell, written down as facts. Each handler runs once for each event."""

from datetime import datetime
from uuid import UUID

from fondaco.kernel import clock, rows
from fondaco.kernel.outbox import Event
from fondaco.kernel.transaction import action
from fondaco.market.trust.counting import add, count_once, lock_outcome, month_of
from fondaco.market.trust.models import CaseOutcome, OrderOutcome, Question, ReviewRight
from fondaco.market.trust.notices import note_signal
from fondaco.market.trust.rules import reviews as rules
from fondaco.market.trust.rules.notices import SIGNAL_KINDS
from fondaco.market.trust.transparency import append

SELLERS_FAULT = frozenset({"not_accepted", "not_shipped", "declined"})
"""Cancelled for these reasons, an order was due to be sent and was not."""
NOT_SELLERS_REFUND = frozenset({"cancelled_by_buyer", "paid_late", "not_paid"})
NOT_SELLERS_CASE = frozenset({"payment_not_mine"})
"""Whether somebody else used the card says nothing about the seller."""
ANSWER_WITHIN_S = 86_400


def _outcome(event: Event, order_id: UUID | None = None) -> OrderOutcome:
    data = event.data
    return lock_outcome(
        order_id or event.subject_id, UUID(data["buyer_id"]), UUID(data["seller_id"])
    )


@action
def on_order(event: Event) -> None:
    """An order was paid, shipped, delivered, completed, cancelled or refunded."""
    outcome = _outcome(event)
    moment, data = clock.now(), event.data
    match event.name:
        case "order.paid":
            count_once(outcome, moment, paid=True)
        case "order.shipped":
            count_once(outcome, moment, dispatched=True, dispatched_on_time=data["on_time"])
        case "order.delivered":
            count_once(outcome, moment, delivered=True, delivered_on_time=data["on_time"])
        case "order.completed":
            count_once(outcome, moment, completed=True)
        case "order.cancelled" if data["reason"] in SELLERS_FAULT:
            count_once(outcome, moment, dispatched=True, dispatched_on_time=False)
        case "order.refunded" if data["order_reason"] not in NOT_SELLERS_REFUND:
            count_once(outcome, moment, refunded=True)


@action
def on_line(event: Event) -> None:
    """A line was delivered, or refunded in full: its buyer may review it."""
    data = event.data
    if event.name == "line.refunded" and not data["full"]:
        return
    order_id = UUID(data["order_id"])
    kind = rules.REFUNDED if event.name == "line.refunded" else rules.DELIVERED
    outcome = _outcome(event, order_id)
    now = clock.now()
    # Its order is locked, so nobody else opens the right meanwhile.
    right = rows.one(ReviewRight, line_id=event.subject_id)
    if right is None:
        right = ReviewRight(
            line_id=event.subject_id,
            order=outcome,
            listing_id=UUID(data["listing_id"]),
            version_id=UUID(data["version_id"]),
            seller_id=outcome.seller_id,
            buyer_id=outcome.buyer_id,
            title=data["title"][:180],
            kind=kind,
            bought_at=datetime.fromisoformat(data["bought_at"]),
            opened_at=now,
            until_at=rules.until(now),
        )
        rows.add(right)
    elif right.kind != kind == rules.REFUNDED:
        right.kind = kind
        rows.change(right, "kind")


@action
def on_case(event: Event) -> None:
    """A case was opened, moved or closed: no review meanwhile, and how it ended counts."""
    data = event.data
    outcome = _outcome(event, UUID(data["order_id"]))
    counts = data["reason"] not in NOT_SELLERS_CASE
    month = month_of(clock.now())
    case, is_new = CaseOutcome.objects.get_or_create(
        case_id=event.subject_id, defaults={"order": outcome, "month": month, "counts": counts}
    )
    if is_new:
        outcome.open_cases += 1
        add(outcome.seller_id, month, cases=int(counts))
    is_open = data["state"] != "closed"
    if event.name == "case.closed" and case.is_open:
        _close(case, outcome, data)
    elif event.name == "case.moved" and is_open and not case.is_open:
        add(outcome.seller_id, case.month, **{f"cases_{case.ended}": -int(case.counts)})
        case.is_open, case.ended = True, ""
        case.save(update_fields=["is_open", "ended"])
        outcome.open_cases += 1
    outcome.save(update_fields=["open_cases"])


def _close(case: CaseOutcome, outcome: OrderOutcome, data: dict[str, object]) -> None:
    refunded_minor = int(str(data["refunded_minor"]))
    case.is_open = False
    case.ended = rules.case_group(str(data["outcome"]), refunded_minor)
    case.save(update_fields=["is_open", "ended"])
    outcome.open_cases -= 1
    add(outcome.seller_id, case.month, **{f"cases_{case.ended}": int(case.counts)})
    if data["reason"] == "not_received" and case.ended == "refunded":
        count_once(outcome, clock.now(), delivered=True, delivered_on_time=False)


@action
def on_decision(event: Event) -> None:
    """A mediator decided: the decision goes into the log."""
    data = event.data
    body = {name: data[name] for name in ("reason", "outcome", "amount_minor", "currency")}
    append("decision", event.subject_id, body)


@action
def on_message(event: Event) -> None:
    """A buyer waits for an answer, or has one: how long it took."""
    data = event.data
    for kind in sorted(SIGNAL_KINDS.keys() & set(data.get("findings", ()))):
        note_signal(
            kind=kind,
            subject_kind="member",
            subject_id=UUID(data["author_member_id"]),
            source_id=event.id,
            evidence={"conversation_id": str(event.subject_id), "side": data["side"]},
        )
    if data["side"] == "buyer":
        _asked(event)
    elif data["asked_at"]:
        asked_at = datetime.fromisoformat(data["asked_at"])
        answered_at = datetime.fromisoformat(data["answered_at"])
        _answered(event, asked_at, answered_at, is_first=data["is_first_answer"])


def _asked(event: Event) -> None:
    waits = Question.objects.filter(conversation_id=event.subject_id, answered_at=None)
    if not waits.exists():
        Question.objects.create(
            conversation_id=event.subject_id,
            seller_id=UUID(event.data["seller_id"]),
            asked_at=clock.now(),
        )


def _answered(event: Event, asked_at: datetime, answered_at: datetime, *, is_first: bool) -> None:
    seconds = max(0, int((answered_at - asked_at).total_seconds()))
    question = (
        Question.objects.select_for_update()
        .filter(conversation_id=event.subject_id, answered_at=None)
        .order_by("asked_at")
        .first()
    ) or Question(
        conversation_id=event.subject_id,
        seller_id=UUID(event.data["seller_id"]),
        asked_at=asked_at,
    )
    month = month_of(question.asked_at)
    add(
        question.seller_id,
        month,
        asked=0 if question.is_counted else 1,
        answered_24h=int(seconds <= ANSWER_WITHIN_S),
    )
    question.answered_at, question.is_counted = answered_at, True
    question.first_answer_s = seconds if is_first else None
    question.save()
