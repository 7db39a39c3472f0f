"""Taking the whole authorized amount at once, and posting it to escrow."""

from uuid import UUID

from fondaco.kernel import clock, rows
from fondaco.kernel.transaction import action
from fondaco.market.ledger.rules import AccountKind, AccountRef
from fondaco.market.payments import cards
from fondaco.market.payments.authenticate import give_back, locked_attempt
from fondaco.market.payments.gateways.protocol import Capture
from fondaco.market.payments.lifecycle import (
    ATTEMPT,
    AttemptEvent,
    AttemptState,
    IntentEvent,
)
from fondaco.market.payments.models import Attempt
from fondaco.market.payments.succeed import succeed


@action
def begin_capture(*, attempt_id: UUID) -> Attempt | None:
    """Mark that the capture is being asked for; None when another request is at it."""
    _, attempt = locked_attempt(attempt_id)
    if attempt.state != AttemptState.AUTHORIZED:
        return None
    attempt.state = ATTEMPT.after(AttemptState.AUTHORIZED, AttemptEvent.CAPTURE_ASKED)
    attempt.moved_at = clock.real_now()
    rows.change(attempt, "state", "moved_at")
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
    rows.change(attempt)
    succeed(
        intent,
        IntentEvent.CAPTURED,
        source=AccountRef(AccountKind.ACQUIRER_RECEIVABLE, "", intent.currency),
        way="card",
    )
    if attempt.save_card:
        cards.keep(member_id=intent.member_id, attempt=attempt)


@action
def record_reversed(*, attempt_id: UUID) -> None:
    """The acquirer refused the capture and the authorization was given back."""
    intent, attempt = locked_attempt(attempt_id)
    if attempt.state != AttemptState.CAPTURING:
        return
    attempt.state = ATTEMPT.after(AttemptState.CAPTURING, AttemptEvent.REVERSED)
    attempt.failure_code = "capture_refused"
    attempt.moved_at = clock.real_now()
    rows.change(attempt)
    give_back(intent, IntentEvent.REVERSED, "capture_refused")
