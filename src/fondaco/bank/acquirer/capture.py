"""Captures and refunds."""

from typing import Any
from uuid import UUID

from fondaco.bank.acquirer.authorize import locked
from fondaco.bank.acquirer.keys import known
from fondaco.bank.acquirer.models import Capture, Chargeback, Refund
from fondaco.bank.acquirer.rules import next_business_day
from fondaco.bank.issuer import pay
from fondaco.bank.issuer.rules import APPROVED
from fondaco.kernel import clock
from fondaco.kernel.errors import NotFound, Refusal
from fondaco.kernel.ids import new_id
from fondaco.kernel.transaction import action


@action
def capture(*, key: str, authorization_id: UUID, amount_minor: int) -> dict[str, Any]:
    """Take the money, once a key and once an authorization, never more than was authorized."""
    row, mark = known(Capture, key, str(authorization_id), amount_minor)
    if row is not None:
        return capture_view(row)
    authorization = locked(authorization_id)
    if authorization.response_code != APPROVED or authorization.payment_id is None:
        raise Refusal("not_approved", "The authorization was declined.", not_done="Nothing taken.")
    if authorization.reversed_at is not None:
        raise Refusal("reversed", "The authorization was reversed.", not_done="Nothing taken.")
    if Capture.objects.filter(authorization=authorization).exists():
        raise Refusal(
            "already_captured", "The authorization was captured.", not_done="Nothing more taken."
        )
    if amount_minor > authorization.amount_minor:
        raise Refusal(
            "over_authorized",
            "The amount is more than was authorized.",
            not_done="Nothing was taken.",
            field="amount_minor",
        )
    pay.capture(payment_id=authorization.payment_id, amount_minor=amount_minor)
    moment = clock.now()
    row = Capture.objects.create(
        key=key,
        fingerprint=mark,
        authorization=authorization,
        amount_minor=amount_minor,
        captured_at=moment,
        settlement_date=next_business_day(moment.date()),
    )
    return capture_view(row)


def capture_view(row: Capture) -> dict[str, Any]:
    """A capture as the contract says it."""
    return {
        "capture_id": str(row.id),
        "authorization_id": str(row.authorization_id),
        "amount_minor": row.amount_minor,
        "captured_at": row.captured_at.isoformat(),
        "settlement_date": row.settlement_date.isoformat(),
    }


@action
def refund(*, key: str, capture_id: UUID, amount_minor: int, descriptor: str) -> dict[str, Any]:
    """Send money back, once a key, never more than was taken; a closed card answers 46."""
    row, mark = known(Refund, key, str(capture_id), amount_minor)
    if row is not None:
        return refund_view(row)
    captured = Capture.objects.select_for_update().filter(id=capture_id).first()
    if captured is None:
        raise NotFound("There is no such capture.")
    authorization = captured.authorization
    if captured.refunded_minor + amount_minor > captured.amount_minor:
        raise Refusal(
            "over_refunded",
            "More would be refunded than was taken.",
            not_done="Nothing was refunded.",
            field="amount_minor",
            details={"left_minor": captured.amount_minor - captured.refunded_minor},
        )
    if Chargeback.objects.filter(capture=captured).exclude(state="won").exists():
        raise Refusal(
            "charged_back",
            "The cardholder's bank has taken this money back already.",
            not_done="Nothing was refunded.",
            next_step="Answer the chargeback.",
        )
    if authorization.payment_id is None:
        raise NotFound("There is no such payment.")
    moment = clock.now()
    refund_id = new_id()
    code = pay.give_back(
        payment_id=authorization.payment_id,
        key=f"refund:{refund_id}",
        amount_minor=amount_minor,
        text=descriptor,
        kind="card_refund",
        day=moment.date(),
    )
    if code == APPROVED:
        captured.refunded_minor += amount_minor
        captured.save(update_fields=["refunded_minor"])
    row = Refund.objects.create(
        id=refund_id,
        key=key,
        fingerprint=mark,
        capture=captured,
        amount_minor=amount_minor,
        descriptor=descriptor,
        response_code=code,
        network_reference=authorization.network_reference,
        asked_at=moment,
        settlement_date=next_business_day(moment.date()),
    )
    return refund_view(row)


def refund_view(row: Refund) -> dict[str, Any]:
    """A refund as the contract says it."""
    return {
        "refund_id": str(row.id),
        "capture_id": str(row.capture_id),
        "amount_minor": row.amount_minor,
        "response_code": row.response_code,
        "network_reference": row.network_reference,
        "settled": row.settlement_id is not None,
    }
