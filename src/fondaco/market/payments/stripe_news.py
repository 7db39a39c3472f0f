"""What Stripe tells by itself, as the same records that an acquirer's news make.

Events come late, twice and in any order. Of a payment the event only says which one it is:
where it stands is asked of Stripe. Refunds and disputes carry all of their state each time,
so that any of their events brings the records to where they belong.
"""

import logging
from datetime import UTC, datetime
from typing import Any
from uuid import UUID

from fondaco.kernel import clock
from fondaco.kernel.errors import InDoubt, Refusal
from fondaco.kernel.transaction import action
from fondaco.market.payments import chargeback, pay, refund
from fondaco.market.payments.gateways import stripe_objects as objects
from fondaco.market.payments.gateways.chosen import gateway
from fondaco.market.payments.gateways.stripe_gateway import NAME
from fondaco.market.payments.lifecycle import OPEN_ATTEMPTS, AttemptState
from fondaco.market.payments.models import AcquirerEvent, Attempt
from fondaco.money.amount import MAX_AMOUNT_MINOR

log = logging.getLogger(__name__)

Body = dict[str, Any]

REASONS = {
    "credit_not_processed": "13.6",
    "duplicate": "12.6",
    "fraudulent": "10.4",
    "product_not_received": "13.1",
    "product_unacceptable": "13.3",
    "subscription_canceled": "13.2",
    "unrecognized": "10.4",
}
"""Stripe's reasons as Visa's codes, for disputes that do not name the network's own."""

HELD = "payment_intent.amount_capturable_updated"
DECIDED = {"won": True, "lost": False}


def receive(event: Body) -> bool:
    """Carry out one event and note it; False when it was known, or is about nothing of ours.

    Raises :class:`fondaco.kernel.errors.NotFound` for what may be right later, what the gateway
    raises when Stripe cannot be asked now, and :class:`Refusal` with status 422 for what can
    never be right.
    Noted last: who is told of an error comes again, and every record takes the same news twice.
    """
    event_id, kind = event.get("id"), event.get("type")
    found = _part(event, "data").get("object")
    if not isinstance(event_id, str) or not 0 < len(event_id) <= 80:
        raise _unreadable("id")
    if not isinstance(kind, str) or not isinstance(found, dict):
        raise _unreadable("data")
    if AcquirerEvent.objects.filter(event_id=event_id).exists():
        return False
    is_ours = _carry_out(kind, found)
    _note(event_id=event_id, kind=kind)
    return is_ours


@action
def _note(*, event_id: str, kind: str) -> None:
    AcquirerEvent.objects.get_or_create(
        event_id=event_id, defaults={"kind": kind[:40], "received_at": clock.real_now()}
    )


def _carry_out(kind: str, found: Body) -> bool:
    if kind.startswith("payment_intent."):
        return _payment(kind, found)
    if kind.startswith("charge.dispute."):
        return _dispute(found)
    if kind.startswith("refund.") or kind == "charge.refund.updated":
        return _refund(found)
    if kind == "charge.refunded":
        listed = _part(found, "refunds").get("data")
        taken = [_refund(each) for each in listed or () if isinstance(each, dict)]
        return True in taken
    return False


def _payment(kind: str, found: Body) -> bool:
    """Go on with the payment; give back money that is held for a try that is over."""
    remote_id = _text(found, "id")
    attempt = _attempt(remote_id) or _by_key(_key(found))
    if attempt is None:
        return False
    if attempt.state in OPEN_ATTEMPTS:
        pay.finish(attempt.intent_id)
        attempt.refresh_from_db()
    if kind != HELD:
        return True
    if attempt.state == AttemptState.BEGUN:
        # Whoever began it may be about to go on, or may have died: the event comes again.
        raise InDoubt("stripe: money is held for a try that has just begun")
    if attempt.state not in {*OPEN_ATTEMPTS, AttemptState.CAPTURED}:
        gateway(NAME).reverse(authorization_id=remote_id, key=f"{attempt.id}:reverse")
    return True


def _dispute(found: Body) -> bool:
    """A dispute as it stands. An inquiry takes no money yet, and is no chargeback."""
    status = _text(found, "status")
    attempt = _attempt(str(found.get("payment_intent") or ""))
    if attempt is None or status.startswith("warning") or status == "prevented":
        return False
    case_id, amount_minor = _text(found, "id"), found.get("amount")
    if type(amount_minor) is not int or not 0 < amount_minor <= MAX_AMOUNT_MINOR:
        raise _unreadable("amount")
    if str(found.get("currency")).upper() != attempt.intent.currency:
        raise _unreadable("currency")
    chargeback.record_opened(
        network_case_id=case_id,
        attempt_id=attempt.id,
        reason_code=_reason(found),
        amount_minor=amount_minor,
        answer_due_at=_due(found),
    )
    if status in DECIDED:
        chargeback.record_decided(network_case_id=case_id, won=DECIDED[status])
    return True


def _reason(found: Body) -> str:
    card = _part(_part(found, "payment_method_details"), "card")
    stated = str(card.get("network_reason_code") or "")
    reason = str(found.get("reason") or "")
    return (stated or REASONS.get(reason) or reason)[:10]


def _due(found: Body) -> datetime:
    """Until when an answer is taken; of a closed dispute, when it was made."""
    due = _part(found, "evidence_details").get("due_by") or found.get("created")
    if type(due) is not int or not 0 < due < 10**11:
        raise _unreadable("due_by")
    return datetime.fromtimestamp(due, UTC)


def _refund(found: Body) -> bool:
    key, status = _key(found), found.get("status")
    refund_id = _id_in(key, "refund")
    if refund_id is None or objects.known(key) is None:
        if _attempt(str(found.get("payment_intent") or "")) is not None:
            log.error("a refund that we did not ask for was made at Stripe: %s", found.get("id"))
        return False
    objects.name(key=key, remote_id=_text(found, "id"))
    if status == "succeeded":
        card = _part(_part(found, "destination_details"), "card")
        refund.record_settled(
            refund_id=refund_id, network_reference=str(card.get("reference") or "")[:40]
        )
    elif status in {"failed", "canceled"}:
        # Also after it had succeeded, days later: the money is back at Stripe then.
        reason = str(found.get("failure_reason") or status)
        refund.record_returned(refund_id=refund_id, reason=reason)
    return True


def _attempt(remote_id: str) -> Attempt | None:
    """The attempt whose intent this is at Stripe."""
    return _by_key(objects.key_of(remote_id, "authenticate")) if remote_id else None


def _by_key(key: str) -> Attempt | None:
    attempt_id = _id_in(key, "authenticate")
    rows = Attempt.objects.select_related("intent").filter(gateway=NAME)
    return rows.filter(id=attempt_id).first() if attempt_id else None


def _key(found: Body) -> str:
    return str(_part(found, "metadata").get("key") or "")


def _part(body: Body, name: str) -> Body:
    value = body.get(name)
    return value if isinstance(value, dict) else {}


def _id_in(key: str, act: str) -> UUID | None:
    identifier, _, found = key.partition(":")
    try:
        return UUID(identifier) if found == act else None
    except ValueError:
        return None


def _text(body: Body, name: str) -> str:
    value = body.get(name)
    if not isinstance(value, str) or not 0 < len(value) <= 80:
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
