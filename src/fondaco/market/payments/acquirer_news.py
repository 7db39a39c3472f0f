"""What the acquirer tells by itself: settled and refused refunds, chargebacks. Each counts once."""

from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import IntegrityError, transaction

from fondaco.kernel import clock
from fondaco.kernel.errors import NotFound, Refusal
from fondaco.kernel.transaction import action
from fondaco.market.payments import chargeback, refund
from fondaco.market.payments.models import AcquirerEvent
from fondaco.money.amount import MAX_AMOUNT_MINOR

KINDS = (
    "refund.settled",
    "refund.refused",
    "chargeback.opened",
    "chargeback.won",
    "chargeback.lost",
)


@action
def receive(*, event_id: str, kind: str, body: dict[str, Any]) -> bool:
    """Store and carry out one event; False when it was known already.

    Raises :class:`Refusal` with status 422 for what can never be right, and :class:`NotFound`
    for what may be right later, so that the sender comes again.
    """
    if kind not in KINDS:
        raise _unreadable("kind")
    if not isinstance(event_id, str) or not 0 < len(event_id) <= 80:
        raise _unreadable("event_id")
    try:
        with transaction.atomic():
            AcquirerEvent.objects.create(event_id=event_id, kind=kind, received_at=clock.real_now())
    except IntegrityError:
        return False
    if kind.startswith("refund."):
        _refund(kind, body)
    elif kind == "chargeback.opened":
        _opened(body)
    else:
        chargeback.record_decided(
            network_case_id=_text(body, "chargeback_id"), won=kind == "chargeback.won"
        )
    return True


def _refund(kind: str, body: dict[str, Any]) -> None:
    refund_id = _id_in_key(body, "refund_key", "refund")
    try:
        if kind == "refund.settled":
            refund.record_settled(
                refund_id=refund_id, network_reference=str(body.get("network_reference", ""))[:40]
            )
        else:
            refund.record_refused(
                refund_id=refund_id, reason=str(body.get("response_code", ""))[:4]
            )
    except NotFound:
        # A refund is stored before it is sent, so that one we do not know is none of ours.
        raise Refusal("refund_unknown", "There is no such refund.", status=422) from None


def _opened(body: dict[str, Any]) -> None:
    amount_minor = body.get("amount_minor")
    if type(amount_minor) is not int or not 0 < amount_minor <= MAX_AMOUNT_MINOR:
        raise _unreadable("amount_minor")
    try:
        answer_due_at = datetime.fromisoformat(_text(body, "answer_until_at"))
    except ValueError:
        raise _unreadable("answer_until_at") from None
    if answer_due_at.tzinfo is None:
        raise _unreadable("answer_until_at")
    chargeback.record_opened(
        network_case_id=_text(body, "chargeback_id"),
        attempt_id=_id_in_key(body, "capture_key", "capture"),
        reason_code=_text(body, "reason_code")[:10],
        amount_minor=amount_minor,
        answer_due_at=answer_due_at,
    )


def _id_in_key(body: dict[str, Any], name: str, act: str) -> UUID:
    """The id in a key of ours, ``<id>:<act>``: keys are made from the business act."""
    identifier, _, found = _text(body, name).partition(":")
    try:
        if found != act:
            raise ValueError
        return UUID(identifier)
    except ValueError:
        raise _unreadable(name) from None


def _text(body: dict[str, Any], name: str) -> str:
    value = body.get(name)
    if not isinstance(value, str) or not 0 < len(value) <= 120:
        raise _unreadable(name)
    return value


def _unreadable(name: str) -> Refusal:
    return Refusal(
        "event_invalid",
        f"The event's {name} is not what it must be.",
        not_done="Nothing was changed.",
        field=name,
        status=422,
    )
