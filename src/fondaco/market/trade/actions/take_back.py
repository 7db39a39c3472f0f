"""An appeal took a refund back: the order stands again as what it is now."""

from uuid import UUID

from fondaco.kernel import clock
from fondaco.kernel.transaction import action
from fondaco.market.trade.actions.moving import lock_order, move
from fondaco.market.trade.actions.policy import policy_of
from fondaco.market.trade.lifecycle import Event, Role, State, may


@action
def refund_taken_back(*, order_id: UUID, kept_minor: int) -> None:
    """The buyer keeps ``kept_minor`` of all that was refunded of this order; none, and the
    order is completed as if nothing had been. The books are the case's, which moved the money.

    An order that is not over yet, or stands so already, stays as it is.
    """
    order = lock_order(order_id)
    event = Event.TAKEN_BACK_PART if kept_minor else Event.TAKEN_BACK_ALL
    if not may(State(order.state), event, Role.CASES):
        return
    order.completed_at = order.completed_at or clock.now()
    order.reason = "refund_taken_back"
    move(order, event, Role.CASES, policy=policy_of(order), counted_from=clock.now())
