"""A payment is made: the money goes to escrow as it was allocated, and the news is told."""

from fondaco.kernel import clock, outbox
from fondaco.market.ledger import actions as ledger
from fondaco.market.ledger.rules import AccountKind, AccountRef, TransferDraft
from fondaco.market.payments.intents import about
from fondaco.market.payments.lifecycle import INTENT, IntentEvent, IntentState
from fondaco.market.payments.models import Intent


def succeed(intent: Intent, event: IntentEvent, *, source: AccountRef, way: str) -> None:
    """Move a locked intent to its end with the whole amount from ``source``; joins the caller's
    transaction and refuses where the table has no such row.

    ``way`` is card, transfer or credit: refunds go back that way.
    """
    intent.state = INTENT.after(IntentState(intent.state), event)
    intent.way = way
    intent.captured_minor = intent.amount_minor
    intent.captured_at = intent.ended_at = clock.now()
    intent.failure_code = ""
    intent.save()
    ledger.post(
        key=f"capture:{intent.id}",
        cause_kind="intent",
        cause_id=intent.id,
        transfers=[
            TransferDraft(
                source,
                AccountRef(AccountKind.ESCROW, allocation.owner, intent.currency),
                allocation.amount_minor,
            )
            for allocation in intent.allocations.order_by("position")
        ],
    )
    outbox.emit("intent.captured", intent.id, **about(intent))
