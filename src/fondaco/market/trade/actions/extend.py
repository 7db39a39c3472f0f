"""More time to deliver: the seller asks once, and only the buyer's yes moves anything."""

from datetime import timedelta
from uuid import UUID

from django.utils.translation import gettext as _

from fondaco.kernel import audit, clock, deadlines
from fondaco.kernel.errors import NotAllowed, Refusal
from fondaco.kernel.transaction import action
from fondaco.market.trade.actions.moving import audited, lock_order, move, tell
from fondaco.market.trade.actions.policy import policy_of
from fondaco.market.trade.lifecycle import (
    COVER_END,
    SCAN_BY,
    SHIP_BY,
    Event,
    Role,
    State,
    decide,
)
from fondaco.market.trade.rules import cover

MOVED = (SHIP_BY.kind, SCAN_BY.kind, COVER_END.kind)


@action
def ask(*, order_id: UUID, days: int, actor: audit.Actor) -> None:
    """The seller asks for ``days`` more, once an order, at most the policy's number.

    Refuses once the parcel is delivered, and a second time.
    """
    order = lock_order(order_id)
    decide(State(order.state), Event.EXTEND, Role.BUYER)
    most = policy_of(order).extension_days
    if order.extension_asked_at is not None:
        raise _refusal("extension_asked", _("You have asked for more time before."))
    if not 1 <= days <= most:
        raise _refusal("extension_days", _("Ask for 1 to %(most)d days.") % {"most": most})
    order.extension_days, order.extension_asked_at = days, clock.now()
    order.save(update_fields=["extension_days", "extension_asked_at"])
    audited(order, actor, "ask_extension", days=days)
    tell("order.extension", order, step="asked", days=days)


@action
def answer(*, order_id: UUID, member_id: UUID, agree: bool) -> None:
    """The buyer's answer; a yes moves the promise, what is due, and cover. Once only."""
    order = lock_order(order_id)
    if order.buyer_id != member_id:
        raise NotAllowed(_("Only the buyer can give more time."))
    if order.extension_asked_at is None or order.extension_answered_at is not None:
        raise _refusal("extension_none", _("Nobody waits for an answer here."))
    decide(State(order.state), Event.EXTEND, Role.BUYER)
    order.extension_answered_at, order.extension_agreed = clock.now(), agree
    audited(order, audit.Actor("member", member_id), "answer_extension", agree=agree)
    if not agree:
        order.save(update_fields=["extension_answered_at", "extension_agreed"])
        tell("order.extension", order, step="declined", days=order.extension_days)
        return
    policy, by = policy_of(order), timedelta(days=order.extension_days)
    order.promised_until += by
    order.cover_until = cover.unproven_end(order.promised_until, policy)
    for kind, due_at in deadlines.open_deadlines(order.id).items():
        if kind in MOVED:
            deadlines.set_deadline(kind=kind, subject_id=order.id, due_at=due_at + by)
    move(
        order,
        Event.EXTEND,
        Role.BUYER,
        policy=policy,
        counted_from=order.extension_answered_at,
    )
    tell("order.extension", order, step="agreed", days=order.extension_days)


def _refusal(code: str, what: str) -> Refusal:
    return Refusal(code, what, not_done=_("Nothing was changed."), field="days", status=422)
