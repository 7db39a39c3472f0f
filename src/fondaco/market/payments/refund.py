"""Money back the way it was paid: asked for with a decision, sent after its commit.

A card is refunded through its gateway, a transfer by a bank payment to its sender, credit by
credit. What a card or a bank refuses waits for its buyer's choice (``refund_choice``).
"""

from uuid import UUID

from fondaco.kernel import clock, outbox
from fondaco.kernel.errors import Refusal
from fondaco.kernel.outbox import Event
from fondaco.kernel.text import marked as _
from fondaco.kernel.transaction import action
from fondaco.market.ledger import actions as ledger
from fondaco.market.ledger.rules import AccountKind, AccountRef, TransferDraft
from fondaco.market.payments import refund_state, transfer_back
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
    """Ask for ``amount_minor`` back the way it was paid; joins the caller's transaction.

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
    refund = Refund(
        key=key,
        intent=intent,
        amount_minor=amount_minor,
        route=intent.way,
        cause_kind=cause_kind,
        cause_id=cause_id,
        requested_at=clock.now(),
    )
    refund_state.count(intent, refund)
    refund.save(force_insert=True)
    if refund.route == "transfer":
        transfer_back.order_refund(refund)
    outbox.emit("refund.requested", refund.id, **refund_state.about(refund))
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


@outbox.outside
def send_requested(event: Event) -> None:
    """Handler of ``refund.requested``."""
    send(event.subject_id)


def send(refund_id: UUID) -> None:
    """Ask the gateway, unless it knows this refund already; then record what it says.

    Raises what the gateway raises for a doubt or an absence; whoever calls comes again. What
    goes by bank goes with the next payment file, and credit needs nobody's answer.
    """
    route = Refund.objects.values_list("route", flat=True).get(id=refund_id)
    if route == "credit":
        record_credited(refund_id=refund_id)
    if route != "card":
        return
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
    refund = refund_state.locked_refund(refund_id)
    tried_before = refund.tried_at is not None
    refund.tried_at = clock.real_now()
    refund.save(update_fields=["tried_at"])
    attempt = Attempt.objects.get(intent_id=refund.intent_id, state=AttemptState.CAPTURED)
    return attempt, refund, tried_before


@action
def record_refund(*, refund_id: UUID, answer: GatewayRefund, reason: str = "") -> None:
    """Store the gateway's answer: accepted, settled at once, or refused."""
    refund = refund_state.locked_refund(refund_id)
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
        outbox.emit("refund.sent", refund.id, **refund_state.about(refund))
    if answer.state == "settled":
        record_settled(refund_id=refund_id)


@action
def record_settled(*, refund_id: UUID, network_reference: str = "") -> None:
    """The acquirer has given the money back: it is no longer in transit. Once."""
    refund = refund_state.locked_refund(refund_id)
    if refund.route != "card" or refund.state in {RefundState.SETTLED, RefundState.REFUSED}:
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
    outbox.emit("refund.settled", refund.id, **refund_state.about(refund))


@action
def record_refused(*, refund_id: UUID, reason: str) -> None:
    """The card takes no refund (closed, say). The money stays in transit for its cause.

    The intent's refunded amount goes back, so that another way may be taken.
    """
    refund = refund_state.locked_refund(refund_id)
    if refund.route != "card" or refund.state in {RefundState.SETTLED, RefundState.REFUSED}:
        return
    refund.state = REFUND.after(RefundState(refund.state), RefundEvent.REFUSED)
    refund.refused_at = clock.now()
    refund.reason = reason[:200]
    refund.save(update_fields=["state", "refused_at", "reason"])
    refund_state.uncount(refund.intent, refund)
    refund_state.wait_for_choice(refund)
    outbox.emit("refund.refused", refund.id, reason=reason, **refund_state.about(refund))


@action
def record_returned(*, refund_id: UUID, reason: str) -> None:
    """The card's bank sent a refund back, however late: it is in transit again, and its buyer
    is asked for another way. What never settled is only refused."""
    refund = refund_state.locked_refund(refund_id)
    if refund.route != "card" or refund.state != RefundState.SETTLED:
        record_refused(refund_id=refund_id, reason=reason)
        return
    refund.state = REFUND.after(RefundState.SETTLED, RefundEvent.RETURNED)
    refund.settled_at = None
    refund.refused_at = clock.now()
    refund.reason = reason[:200]
    refund.save(update_fields=["state", "settled_at", "refused_at", "reason"])
    currency = refund.intent.currency
    ledger.post(
        key=f"refund-returned:{refund.id}",
        cause_kind="refund_returned",
        cause_id=refund.id,
        transfers=[
            TransferDraft(
                AccountRef(AccountKind.ACQUIRER_RECEIVABLE, "", currency),
                AccountRef(AccountKind.REFUND_IN_TRANSIT, str(refund.id), currency),
                refund.amount_minor,
            )
        ],
    )
    refund_state.uncount(refund.intent, refund)
    refund_state.wait_for_choice(refund)
    outbox.emit("refund.refused", refund.id, reason=reason, **refund_state.about(refund))


@action
def record_credited(*, refund_id: UUID) -> None:
    """Credit that was paid with is credit again. Once."""
    refund = refund_state.locked_refund(refund_id)
    if refund.state == RefundState.REQUESTED:
        credit(refund)


def credit(refund: Refund) -> None:
    """Move a locked refund's money to its buyer's credit; refuses in states that give none."""
    refund.state = REFUND.after(RefundState(refund.state), RefundEvent.CREDITED)
    refund.route = "credit"
    refund.settled_at = clock.now()
    refund.sent_at = refund.sent_at or refund.settled_at
    refund.save(update_fields=["state", "route", "settled_at", "sent_at"])
    currency = refund.intent.currency
    ledger.post(
        key=f"refund-credited:{refund.id}",
        cause_kind="refund_credit",
        cause_id=refund.id,
        transfers=[
            TransferDraft(
                AccountRef(AccountKind.REFUND_IN_TRANSIT, str(refund.id), currency),
                AccountRef(AccountKind.BUYER_WALLET, str(refund.intent.member_id), currency),
                refund.amount_minor,
            )
        ],
    )
    outbox.emit("refund.credited", refund.id, **refund_state.about(refund))
