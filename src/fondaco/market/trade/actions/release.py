"""Escrow to the seller: when, and never while something speaks against it."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from uuid import UUID

from django.utils.translation import gettext as _

from fondaco.kernel import audit, clock, rows
from fondaco.kernel.errors import NotAllowed
from fondaco.kernel.transaction import action
from fondaco.market.ledger.rules import AccountKind, AccountRef
from fondaco.market.members import queries as members
from fondaco.market.payments import queries as payments
from fondaco.market.trade import models
from fondaco.market.trade.actions.moving import (
    audited,
    lock_lines,
    lock_order,
    move,
    tell,
    tell_line,
)
from fondaco.market.trade.actions.policy import policy_of
from fondaco.market.trade.actions.to_seller import give
from fondaco.market.trade.lifecycle import Event, Role, State
from fondaco.market.trade.rules.policy import Policy
from fondaco.market.trade.rules.release import Releasable
from fondaco.market.trade.rules.release import plan as make_plan


@action
def confirm_receipt(*, order_id: UUID, member_id: UUID) -> None:
    """The buyer has the goods and is content. Cover goes on as before.

    Escrow is released at once when the seller's tier allows it and nothing is held, else at
    its time. Confirming again changes nothing.
    """
    order = lock_order(order_id)
    if order.buyer_id != member_id:
        raise NotAllowed(_("Only the buyer can confirm that an order has arrived."))
    if order.confirmed_at is not None:
        return
    policy, moment = policy_of(order), clock.now()
    was_delivered = State(order.state) is State.DELIVERED
    order.confirmed_at = moment
    order.delivered_at = order.delivered_at or moment
    if not was_delivered:
        order.releasable_at = moment + timedelta(days=policy.complete_days)
    at_once = policy.tier(order.tier).released_on_confirmation
    if at_once:
        order.releasable_at = moment
    move(order, Event.CONFIRM, Role.BUYER, policy=policy, counted_from=moment)
    audited(order, audit.Actor("member", member_id), "confirm_receipt")
    lines = lock_lines(order)
    if not was_delivered:
        mark_delivered(order, lines, moment)
        tell("order.delivered", order, proven=False, delivered_at=moment.isoformat())
    if at_once:
        _settle(order, lines, policy, Event.CONFIRM_AND_RELEASE, Role.BUYER)


def mark_delivered(
    order: models.SellerOrder, lines: Sequence[models.OrderLine], at: datetime
) -> None:
    """Write the delivery on each line that has none and tell it."""
    for line in lines:
        if line.delivered_at is None and line.refunded_minor < line.total_minor:
            line.delivered_at = at
            line.save(update_fields=["delivered_at"])
            tell_line("line.delivered", order, line)


@action
def release_due(*, subject_id: UUID, due_at: datetime) -> None:
    """Nobody objected in time: what is not held goes to the seller."""
    order = lock_order(subject_id)
    if State(order.state) is State.DELIVERED:
        policy = policy_of(order)
        _settle(order, lock_lines(order), policy, Event.RELEASE_DUE, Role.CLOCK)


def settle_if_due(order: models.SellerOrder) -> None:
    """After a hold was lifted from a locked order: release now what would have been by now."""
    if State(order.state) is not State.DELIVERED or order.releasable_at is None:
        return
    if order.releasable_at <= clock.now():
        policy = policy_of(order)
        _settle(order, lock_lines(order), policy, Event.RELEASE_DUE, Role.CLOCK)


@action
def cover_over(*, subject_id: UUID, due_at: datetime) -> None:
    """Cover has ended with nothing proven: the buyer is reminded for the first time."""
    order = lock_order(subject_id)
    _remind(order, Event.COVER_OVER)


@action
def remind(*, subject_id: UUID, due_at: datetime) -> None:
    """The next reminder; after the last one, silence releases what is not held."""
    order = lock_order(subject_id)
    policy = policy_of(order)
    if order.reminders < policy.reminders:
        _remind(order, Event.REMINDED)
    else:
        _settle(order, lock_lines(order), policy, Event.SILENCE, Role.CLOCK)


def _remind(order: models.SellerOrder, event: Event) -> None:
    order.reminders += 1
    move(order, event, Role.CLOCK, policy=policy_of(order), counted_from=clock.now())
    tell("order.reminded", order, number=order.reminders)


def _settle(
    order: models.SellerOrder,
    lines: Sequence[models.OrderLine],
    policy: Policy,
    event: Event,
    role: Role,
) -> None:
    """Release what nothing speaks against; the order is completed when that was all of it."""
    moment = clock.now()
    held = held_lines(order)
    if _is_blocked(order):
        move(order, Event.PART_RELEASED, Role.CLOCK, policy=policy, counted_from=moment)
        return
    free = [line for line in lines if line.id not in held and line.released_at is None]
    released_minor = _release(order, free, policy, moment)
    if any(line.id in held for line in lines):
        move(order, Event.PART_RELEASED, Role.CLOCK, policy=policy, counted_from=moment)
    else:
        order.completed_at = moment
        move(order, event, role, policy=policy, counted_from=moment)
        if order.refunded_minor:
            move(order, Event.REFUND_PART, Role.CASES, policy=policy, counted_from=moment)
        tell("order.completed", order)
    if released_minor:
        tell("order.released", order, amount_minor=released_minor)


def held_lines(order: models.SellerOrder) -> frozenset[UUID]:
    """Lines under an open hold, read under the order's lock, which placing a hold takes too."""
    return frozenset(
        models.HeldLine.objects.filter(hold__order=order, hold__lifted_at=None).values_list(
            "line_id", flat=True
        )
    )


def _is_blocked(order: models.SellerOrder) -> bool:
    """Safety never waits for news: both flags are read where they are kept, locked."""
    intent_id = order.checkout.intent_id
    disputed = intent_id is not None and payments.is_disputed(intent_id)
    return disputed or members.payouts_frozen(order.seller_id, lock=True)


def _release(
    order: models.SellerOrder,
    lines: Sequence[models.OrderLine],
    policy: Policy,
    moment: datetime,
) -> int:
    """Move the escrow of these lines and mark them; returns what was moved."""
    left = [
        Releasable(
            line.total_minor + line.shipping_minor,
            line.refunded_minor + line.refunded_shipping_minor,
            line.fee_minor,
        )
        for line in lines
    ]
    gross = sum(each.kept_minor for each in left)
    if gross:
        position = order.releases.count() + 1
        give(
            order,
            lambda share, owed, missing: make_plan(
                left, reserve_bps=share, debt_minor=owed, missing_minor=missing
            ),
            source=AccountRef(AccountKind.ESCROW, str(order.id), order.currency),
            cause=("order", order.id),
            key=f"release:{order.id}" if position == 1 else f"release:{order.id}:{position}",
            policy=policy,
            moment=moment,
        )
        order.released_minor += gross
        order.released_at = moment
    for line in lines:
        line.released_at = moment
        rows.change(line, "released_at")
    return gross
