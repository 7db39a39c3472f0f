"""An appeal took a refund back: the buyer owes it, the seller has it as if it were released."""

from uuid import UUID

from fondaco.kernel import clock
from fondaco.kernel.transaction import action
from fondaco.market.ledger.rules import AccountKind, AccountRef
from fondaco.market.members import queries as members
from fondaco.market.trade.actions.debts import arise
from fondaco.market.trade.actions.moving import lock_order, move
from fondaco.market.trade.actions.policy import policy_of
from fondaco.market.trade.actions.to_seller import give
from fondaco.market.trade.lifecycle import Event, Role, State, may
from fondaco.market.trade.rules.release import divided


@action
def take_back(
    *, order_id: UUID, amount_minor: int, kept_minor: int, cause_kind: str, cause_id: UUID
) -> None:
    """Undo ``amount_minor`` of the order's refunds; the buyer keeps ``kept_minor`` of them all.

    The order's fee for that share is kept as it would have been, what the seller owes is paid
    first, and the reserve keeps its part, as of any release. When the buyer keeps nothing, the
    order is completed as if nothing had been; one that is not over yet stays as it is. The
    same cause again changes nothing.
    """
    order = lock_order(order_id)
    if order.debts.filter(side="buyer", cause_kind=cause_kind, cause_id=cause_id).exists():
        return
    policy, moment = policy_of(order), clock.now()
    # As every release does: the seller is locked before their standing, which may change them.
    members.payouts_frozen(order.seller_id, lock=True)
    fee = order.fee_minor * amount_minor // order.total_minor
    give(
        order,
        lambda share, owed, missing: divided(amount_minor, (fee,), share, owed, missing),
        source=AccountRef(AccountKind.BUYER_DEBT, str(order.buyer_id), order.currency),
        cause=(cause_kind, cause_id),
        key=f"{cause_kind}-reversal:{cause_id}",
        policy=policy,
        moment=moment,
    )
    arise(
        order=order,
        side="buyer",
        amount_minor=amount_minor,
        cause_kind=cause_kind,
        cause_id=cause_id,
    )
    event = Event.TAKEN_BACK_PART if kept_minor else Event.TAKEN_BACK_ALL
    if not may(State(order.state), event, Role.CASES):
        return
    order.completed_at = order.completed_at or moment
    order.reason = "refund_taken_back"
    move(order, event, Role.CASES, policy=policy, counted_from=moment)
