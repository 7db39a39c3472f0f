"""Taking the whole authorized amount at once, and posting it to escrow."""

from uuid import UUID

from fondaco.kernel import clock, outbox
from fondaco.kernel.transaction import action
from fondaco.market.ledger import actions as ledger
from fondaco.market.ledger.rules import AccountKind, AccountRef, TransferDraft
from fondaco.market.payments import cards
from fondaco.market.payments.authenticate import give_back, locked_attempt
from fondaco.market.payments.gateways.protocol import Capture
from fondaco.market.payments.intents import about
from fondaco.market.payments.lifecycle import (
    ATTEMPT,
    INTENT,
    AttemptEvent,
    AttemptState,
    IntentEvent,
    IntentState,
)
from fondaco.market.payments.models import Attempt, Intent


@action
def begin_capture(*, attempt_id: UUID) -> Attempt | None:
    """Mark that the capture is being asked for; None when another request is at it."""
    _, attempt = locked_attempt(attempt_id)
    if attempt.state != AttemptState.AUTHORIZED:
        return None
    attempt.state = ATTEMPT.after(AttemptState.AUTHORIZED, AttemptEvent.CAPTURE_ASKED)
    attempt.moved_at = clock.real_now()
    attempt.save(update_fields=["state", "moved_at"])
    return attempt


@action
def record_capture(*, attempt_id: UUID, capture: Capture) -> None:
    """Store the capture, move the books and tell the news, all or nothing; once.

    Acquirer receivable to the escrow of each owner, as the intent was allocated.
    """
    intent, attempt = locked_attempt(attempt_id)
    if attempt.state != AttemptState.CAPTURING:
        return
    attempt.state = ATTEMPT.after(AttemptState.CAPTURING, AttemptEvent.CAPTURED)
    attempt.capture_id = capture.capture_id
    attempt.settlement_date = capture.settlement_date
    attempt.moved_at = clock.real_now()
    attempt.save()
    intent.state = INTENT.after(IntentState(intent.state), IntentEvent.CAPTURED)
    intent.captured_minor = intent.amount_minor
    intent.captured_at = intent.ended_at = clock.now()
    intent.failure_code = ""
    intent.save()
    _post(intent)
    if attempt.save_card:
        cards.keep(member_id=intent.member_id, attempt=attempt)
    outbox.emit("intent.captured", intent.id, **about(intent))


def _post(intent: Intent) -> None:
    receivable = AccountRef(AccountKind.ACQUIRER_RECEIVABLE, "", intent.currency)
    ledger.post(
        key=f"capture:{intent.id}",
        cause_kind="intent",
        cause_id=intent.id,
        transfers=[
            TransferDraft(
                receivable,
                AccountRef(AccountKind.ESCROW, allocation.owner, intent.currency),
                allocation.amount_minor,
            )
            for allocation in intent.allocations.order_by("position")
        ],
    )


@action
def record_reversed(*, attempt_id: UUID) -> None:
    """The acquirer refused the capture and the authorization was given back."""
    intent, attempt = locked_attempt(attempt_id)
    if attempt.state != AttemptState.CAPTURING:
        return
    attempt.state = ATTEMPT.after(AttemptState.CAPTURING, AttemptEvent.REVERSED)
    attempt.failure_code = "capture_refused"
    attempt.moved_at = clock.real_now()
    attempt.save()
    give_back(intent, IntentEvent.REVERSED, "capture_refused")
