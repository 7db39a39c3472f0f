"""Refunds that go by bank: back to who transferred, or to the account that the buyer named."""

from uuid import UUID

from fondaco.kernel import clock, outbox
from fondaco.market.ledger import actions as ledger
from fondaco.market.ledger.rules import AccountKind, AccountRef, TransferDraft
from fondaco.market.payments import refund_state
from fondaco.market.payments.intents import locked
from fondaco.market.payments.lifecycle import (
    REFUND,
    OutgoingState,
    RefundEvent,
    RefundState,
)
from fondaco.market.payments.models import Intent, OutgoingPayment, Refund


def sent(payment: OutgoingPayment) -> None:
    """The bank has taken the order to pay."""
    _, refund = _locked(payment.refund_id)
    if refund.state == RefundState.REQUESTED:
        refund.state = REFUND.after(RefundState.REQUESTED, RefundEvent.ACCEPTED)
        refund.sent_at = clock.now()
        refund.save(update_fields=["state", "sent_at"])
        outbox.emit("refund.sent", refund.id, **refund_state.about(refund))


def booked(payment: OutgoingPayment) -> None:
    """The money has left our account; the refund is settled with its last part."""
    _, refund = _locked(payment.refund_id)
    _settle_if_done(refund)


def _settle_if_done(refund: Refund) -> None:
    still_out = OutgoingPayment.objects.filter(
        refund=refund, state__in=[OutgoingState.WAITING, OutgoingState.MADE, OutgoingState.SENT]
    )
    none_booked = not OutgoingPayment.objects.filter(
        refund=refund, state=OutgoingState.BOOKED
    ).exists()
    if (
        still_out.exists()
        or none_booked
        or not REFUND.takes(RefundState(refund.state), RefundEvent.SETTLED)
    ):
        return
    refund.state = REFUND.after(RefundState(refund.state), RefundEvent.SETTLED)
    refund.settled_at = clock.now()
    refund.sent_at = refund.sent_at or refund.settled_at
    refund.save(update_fields=["state", "settled_at", "sent_at"])
    outbox.emit("refund.settled", refund.id, **refund_state.about(refund))


def returned(payment: OutgoingPayment) -> None:
    """The bank took nothing, or gave the money back: it stands in transit for its buyer again.

    A part of a refund that went to several senders becomes a refund of its own.
    """
    intent, refund = _locked(payment.refund_id)
    if payment.amount_minor < refund.amount_minor:
        whole, refund = refund, _split(refund, payment)
        _settle_if_done(whole)
    event = RefundEvent.RETURNED if refund.state == RefundState.SETTLED else RefundEvent.REFUSED
    refund.state = REFUND.after(RefundState(refund.state), event)
    refund.refused_at = clock.now()
    refund.settled_at = None
    refund.reason = payment.reason
    refund.save(update_fields=["state", "refused_at", "settled_at", "reason"])
    refund_state.uncount(intent, refund)
    refund_state.wait_for_choice(refund)
    outbox.emit("refund.refused", refund.id, reason=payment.reason, **refund_state.about(refund))


def _split(refund: Refund, payment: OutgoingPayment) -> Refund:
    part = Refund.objects.create(
        key=f"part:{payment.id}",
        intent_id=refund.intent_id,
        amount_minor=payment.amount_minor,
        cause_kind=refund.cause_kind,
        cause_id=refund.cause_id,
        state=refund.state,
        route=refund.route,
        of_capture=refund.of_capture,
        network_reference=payment.end_to_end_id,
        requested_at=refund.requested_at,
        sent_at=refund.sent_at,
    )
    part.intent = refund.intent
    refund.amount_minor -= payment.amount_minor
    refund.save(update_fields=["amount_minor"])
    OutgoingPayment.objects.filter(id=payment.id).update(refund=part)
    ledger.post(
        key=f"refund-part:{part.id}",
        cause_kind="refund_part",
        cause_id=part.id,
        transfers=[
            TransferDraft(_transit(refund), _transit(part), payment.amount_minor),
        ],
    )
    return part


def _transit(refund: Refund) -> AccountRef:
    currency = refund.intent.currency
    return AccountRef(AccountKind.REFUND_IN_TRANSIT, str(refund.id), currency)


def _locked(refund_id: UUID | None) -> tuple[Intent, Refund]:
    if refund_id is None:
        raise AssertionError("a payment with the purpose of a refund names it")
    refund = Refund.objects.get(id=refund_id)
    intent = locked(refund.intent_id)
    refund = Refund.objects.select_for_update().get(id=refund_id)
    refund.intent = intent
    return intent, refund
