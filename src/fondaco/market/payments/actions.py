"""Making and cancelling intents. A refund is asked for with :func:`request_refund`."""

from collections.abc import Sequence
from uuid import UUID

from fondaco.kernel import clock, outbox
from fondaco.kernel.errors import Refusal
from fondaco.kernel.text import marked as _
from fondaco.kernel.transaction import action
from fondaco.market.payments import lifecycle, transfer
from fondaco.market.payments.intents import about, locked
from fondaco.market.payments.lifecycle import AttemptState, IntentEvent, IntentState
from fondaco.market.payments.models import Allocation, Attempt, Intent
from fondaco.market.payments.refund import request_refund
from fondaco.market.payments.rules import descriptor as words
from fondaco.market.payments.values import Allocation as Share
from fondaco.money.amount import MAX_AMOUNT_MINOR
from fondaco.money.currency import currency as known_currency

__all__ = ["cancel_intent", "create_intent", "request_refund"]


@action
def create_intent(
    *,
    key: str,
    member_id: UUID,
    amount_minor: int,
    currency: str,
    payee: str,
    reference: str,
    reference_id: UUID,
    allocations: Sequence[Share],
) -> UUID:
    """A new payment of ``amount_minor`` for ``reference_id``; joins the caller's transaction.

    ``payee`` is what the cardholder is shown, shortened to what 3-D Secure carries, and never
    changes. The allocations sum to the
    amount, one an owner. The same key again returns the first intent. Raises ``ValueError``
    for sums that do not agree and for the same key with other amounts.
    """
    known_currency(currency)
    if not 0 < amount_minor <= MAX_AMOUNT_MINOR:
        raise ValueError("an intent has a positive amount")
    if sum(share.amount_minor for share in allocations) != amount_minor:
        raise ValueError("the allocations do not sum to the amount")
    existing = Intent.objects.filter(key=key).first()
    if existing is not None:
        if (existing.amount_minor, existing.currency) != (amount_minor, currency):
            raise ValueError("this key was used for another payment")
        return existing.id
    intent = Intent.objects.create(
        key=key,
        member_id=member_id,
        reference_id=reference_id,
        reference=reference,
        payee=words.payee(payee),
        descriptor=words.descriptor(reference),
        amount_minor=amount_minor,
        currency=currency,
        created_at=clock.now(),
    )
    Allocation.objects.bulk_create(
        Allocation(
            intent=intent, position=position, owner=share.owner, amount_minor=share.amount_minor
        )
        for position, share in enumerate(allocations)
    )
    return intent.id


@action
def cancel_intent(*, intent_id: UUID, time_is_over: bool = False) -> None:
    """Nothing will be paid any more. Cancelling twice is no error.

    Raises :class:`Refusal` ``capture_in_doubt`` while the issuer or the acquirer has been
    asked and the answer is not known, or the bank's days until the end of a transfer's time
    have not been read; ``already_paid``; and ``transfer_begun`` when a part of a transfer has
    come and its time is not over.
    """
    intent = locked(intent_id)
    state = IntentState(intent.state)
    if state in {IntentState.CANCELLED, IntentState.FAILED}:
        return
    if state is IntentState.SUCCEEDED:
        raise Refusal(
            "already_paid",
            _("This payment has been made."),
            not_done=_("It was not cancelled."),
            next_step=_("Cancel the order instead: the money comes back to the card."),
        )
    if not lifecycle.INTENT.takes(state, IntentEvent.CANCEL):
        raise Refusal(
            "capture_in_doubt",
            _("We are waiting for the bank's answer to this payment."),
            not_done=_("It was not cancelled."),
            next_step=_("Wait a minute: as soon as the bank answers, you can decide."),
        )
    transfer.give_up(intent, time_is_over=time_is_over)
    Attempt.objects.filter(
        intent=intent, state__in=[state.value for state in lifecycle.MAY_BE_ABANDONED]
    ).update(state=AttemptState.ABANDONED, moved_at=clock.real_now())
    intent.state = IntentState.CANCELLED
    intent.ended_at = clock.now()
    intent.save(update_fields=["state", "ended_at"])
    outbox.emit("intent.cancelled", intent.id, **about(intent))
