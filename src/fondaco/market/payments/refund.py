"""Money back to the card that paid: asked for with a decision, sent after its commit."""

from uuid import UUID

from fondaco.kernel import clock, outbox
from fondaco.kernel.errors import NotFound, Refusal
from fondaco.kernel.outbox import Event
from fondaco.kernel.text import marked as _
from fondaco.kernel.transaction import action
from fondaco.market.ledger import actions as ledger
from fondaco.market.ledger.rules import AccountKind, AccountRef, TransferDraft
from fondaco.market.payments.gateways.chosen import gateway
from fondaco.market.payments.gateways.protocol import GatewayRefund
from fondaco.market.payments.intents import locked
from fondaco.market.payments.lifecycle import (
    REFUND,
    AttemptState,
    IntentState,
    RefundEvent,
    RefundState,
)
from fondaco.market.payments.models import Attempt, Intent, Refund


@action
def request_refund(
    *, key: str, intent_id: UUID, amount_minor: int, cause_kind: str, cause_id: UUID
) -> UUID:
    """Ask for ``amount_minor`` back to the card; joins the caller's transaction.

    The caller posts the money to ``REFUND_IN_TRANSIT`` of the returned id in the same
    transaction. The same key again returns the first refund. Raises :class:`Refusal`
    ``refund_too_large`` beyond what was captured and not yet refunded, ``not_captured``, and
    ``payment_disputed`` while the card network has the payment in dispute.
    """
    intent = locked(intent_id)
    existing = Refund.objects.filter(key=key).first()
    if existing is not None:
        if (existing.intent_id, existing.amount_minor) != (intent_id, amount_minor):
            raise ValueError("this key was used for another refund")
        return existing.id
    _check(intent, amount_minor)
    intent.refunded_minor += amount_minor
    intent.save(update_fields=["refunded_minor"])
    refund = Refund.objects.create(
        key=key,
        intent=intent,
        amount_minor=amount_minor,
        cause_kind=cause_kind,
        cause_id=cause_id,
        requested_at=clock.now(),
    )
    outbox.emit("refund.requested", refund.id, **_about(refund))
    return refund.id


def _check(intent: Intent, amount_minor: int) -> None:
    if amount_minor <= 0:
        raise ValueError("a refund has a positive amount")
    if intent.state != IntentState.SUCCEEDED:
        raise Refusal(
            "not_captured",
            _("This payment has not been taken, so there is nothing to refund."),
            not_done=_("Nothing was refunded."),
        )
    if intent.disputed_at is not None:
        raise Refusal(
            "payment_disputed",
            _("The card network has this payment in dispute."),
            not_done=_("Nothing was refunded: the network decides about this money."),
            next_step=_("Answer the dispute, and wait for its outcome."),
        )
    left = intent.captured_minor - intent.refunded_minor
    if amount_minor > left:
        raise Refusal(
            "refund_too_large",
            _("That is more than is left of this payment."),
            not_done=_("Nothing was refunded."),
            next_step=_("Refund what is left at most."),
            details={"left_minor": left, "currency": intent.currency},
        )


def _about(refund: Refund) -> dict[str, str | int]:
    return {
        "cause_kind": refund.cause_kind,
        "cause_id": str(refund.cause_id),
        "intent_id": str(refund.intent_id),
        "member_id": str(refund.intent.member_id),
        "reference": refund.intent.reference,
        "amount_minor": refund.amount_minor,
        "currency": refund.intent.currency,
        "network_reference": refund.network_reference,
    }


@outbox.outside
def send_requested(event: Event) -> None:
    """Handler of ``refund.requested``."""
    send(event.subject_id)


def send(refund_id: UUID) -> None:
    """Ask the gateway, unless it knows this refund already; then record what it says.

    Raises what the gateway raises for a doubt or an absence; whoever calls comes again.
    """
    attempt, refund, tried_before = begin_refund(refund_id=refund_id)
    if refund.state != RefundState.REQUESTED:
        return
    key = f"{refund.id}:refund"
    chosen = gateway(attempt.gateway)
    answer = chosen.refund_by_key(key) if tried_before else None
    if answer is None:
        try:
            answer = chosen.refund(
                capture_id=attempt.capture_id,
                amount_minor=refund.amount_minor,
                descriptor=refund.intent.descriptor,
                key=key,
            )
        except Refusal as refusal:
            answer = GatewayRefund("", "refused", "", "")
            record_refund(refund_id=refund_id, answer=answer, reason=refusal.code)
            return
    record_refund(refund_id=refund_id, answer=answer)


@action
def begin_refund(*, refund_id: UUID) -> tuple[Attempt, Refund, bool]:
    """Note that the gateway is being asked; tells whether it may have been asked before."""
    refund = _locked(refund_id)
    tried_before = refund.tried_at is not None
    refund.tried_at = clock.real_now()
    refund.save(update_fields=["tried_at"])
    attempt = Attempt.objects.get(intent_id=refund.intent_id, state=AttemptState.CAPTURED)
    return attempt, refund, tried_before


@action
def record_refund(*, refund_id: UUID, answer: GatewayRefund, reason: str = "") -> None:
    """Store the gateway's answer: accepted, settled at once, or refused."""
    refund = _locked(refund_id)
    refund.gateway_refund_id = answer.refund_id or refund.gateway_refund_id
    refund.network_reference = answer.network_reference or refund.network_reference
    refund.response_code = answer.response_code or refund.response_code
    refund.save(update_fields=["gateway_refund_id", "network_reference", "response_code"])
    if answer.state == "refused":
        record_refused(refund_id=refund_id, reason=reason or answer.response_code)
        return
    if refund.state == RefundState.REQUESTED:
        refund.state = REFUND.after(RefundState.REQUESTED, RefundEvent.ACCEPTED)
        refund.sent_at = clock.now()
        refund.save(update_fields=["state", "sent_at"])
        outbox.emit("refund.sent", refund.id, **_about(refund))
    if answer.state == "settled":
        record_settled(refund_id=refund_id)


@action
def record_settled(*, refund_id: UUID, network_reference: str = "") -> None:
    """The acquirer has given the money back: it is no longer in transit. Once."""
    refund = _locked(refund_id)
    if refund.state in {RefundState.SETTLED, RefundState.REFUSED}:
        return
    refund.state = REFUND.after(RefundState(refund.state), RefundEvent.SETTLED)
    refund.settled_at = clock.now()
    refund.sent_at = refund.sent_at or refund.settled_at
    refund.network_reference = network_reference or refund.network_reference
    refund.save()
    currency = refund.intent.currency
    ledger.post(
        key=f"refund-settled:{refund.id}",
        cause_kind="refund",
        cause_id=refund.id,
        transfers=[
            TransferDraft(
                AccountRef(AccountKind.REFUND_IN_TRANSIT, str(refund.id), currency),
                AccountRef(AccountKind.ACQUIRER_RECEIVABLE, "", currency),
                refund.amount_minor,
            )
        ],
    )
    outbox.emit("refund.settled", refund.id, **_about(refund))


@action
def record_refused(*, refund_id: UUID, reason: str) -> None:
    """The card takes no refund (closed, say). The money stays in transit for its cause.

    The intent's refunded amount goes back, so that another way may be taken.
    """
    refund = _locked(refund_id)
    if refund.state in {RefundState.SETTLED, RefundState.REFUSED}:
        return
    intent = locked(refund.intent_id)
    refund.state = REFUND.after(RefundState(refund.state), RefundEvent.REFUSED)
    refund.refused_at = clock.now()
    refund.save(update_fields=["state", "refused_at"])
    intent.refunded_minor -= refund.amount_minor
    intent.save(update_fields=["refunded_minor"])
    outbox.emit("refund.refused", refund.id, reason=reason, **_about(refund))


def _locked(refund_id: UUID) -> Refund:
    """The refund under lock, after its intent's: the order of every verb."""
    intent_id = Refund.objects.filter(id=refund_id).values_list("intent_id", flat=True).first()
    if intent_id is None:
        raise NotFound("There is no such refund.", code="refund_unknown")
    intent = locked(intent_id)
    refund = Refund.objects.select_for_update().get(id=refund_id)
    refund.intent = intent
    return refund
