"""What the story tells members about their own account: payments on the activity page."""

from uuid import UUID

from fondaco.kernel.outbox import Event
from fondaco.market.members import actions

KINDS = {"order.paid": "paid", "order.refunded": "refunded"}


def on_money_moved(event: Event) -> None:
    """Note a payment or a refund on the buyer's activity page."""
    actions.record_activity(
        member_id=UUID(event.data["buyer_id"]),
        kind=KINDS[event.name],
        amount_minor=int(event.data["amount_minor"]),
        currency=event.data["currency"],
        reference=event.data["reference"],
    )
