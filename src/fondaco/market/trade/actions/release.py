"""Escrow to the seller: when, and never while something speaks against it."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from uuid import UUID

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from fondaco.kernel import audit, clock, deadlines
from fondaco.kernel.errors import NotAllowed
from fondaco.kernel.transaction import action
from fondaco.market.ledger import actions as ledger_actions
from fondaco.market.ledger import queries as ledger
from fondaco.market.ledger.rules import AccountKind, AccountRef, TransferDraft
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
from fondaco.market.trade.lifecycle import Event, Role, State
from fondaco.market.trade.rules.policy import Policy
from fondaco.market.trade.rules.release import Releasable, ReleasePlan
from fondaco.market.trade.rules.release import plan as make_plan

RESERVE_KIND = "trade.reserve"
ATTEMPTS = 3


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
    tier = policy.tier(order.tier)
    gross = sum(each.kept_minor for each in left)
    if gross:
        position = order.releases.count() + 1
        plan = _post(order, left, tier.reserve_bps, position)
        release = models.Release.objects.create(
            order=order,
            position=position,
            seller_id=order.seller_id,
            currency=order.currency,
            gross_minor=plan.gross_minor,
            fee_minor=plan.fee_minor,
            debt_minor=plan.debt_minor,
            reserve_minor=plan.reserve_minor,
            balance_minor=plan.balance_minor,
            reserve_left_minor=plan.reserve_minor,
            reserve_until=moment + timedelta(days=tier.reserve_days),
            released_at=moment,
        )
        if plan.reserve_minor:
            deadlines.set_deadline(
                kind=RESERVE_KIND, subject_id=release.id, due_at=release.reserve_until
            )
        order.released_minor += gross
        order.released_at = moment
    for line in lines:
        line.released_at = moment
        line.save(update_fields=["released_at"])
    return gross


def _post(
    order: models.SellerOrder, left: Sequence[Releasable], reserve_bps: int, position: int
) -> ReleasePlan:
    seller, currency = str(order.seller_id), order.currency
    debt_account = AccountRef(AccountKind.SELLER_DEBT, seller, currency)
    key = f"release:{order.id}" if position == 1 else f"release:{order.id}:{position}"
    escrow = AccountRef(AccountKind.ESCROW, str(order.id), currency)
    for attempt in range(1, ATTEMPTS + 1):
        owed = -ledger.balance(debt_account)
        plan = make_plan(left, reserve_bps=reserve_bps, debt_minor=owed)
        targets = (
            (AccountRef(AccountKind.PLATFORM_FEE, "", currency), plan.fee_minor),
            (debt_account, plan.debt_minor),
            (AccountRef(AccountKind.SELLER_RESERVE, seller, currency), plan.reserve_minor),
            (AccountRef(AccountKind.SELLER_BALANCE, seller, currency), plan.balance_minor),
        )
        drafts = [TransferDraft(escrow, account, minor) for account, minor in targets if minor]
        try:
            with transaction.atomic():
                ledger_actions.post(
                    key=key, cause_kind="order", cause_id=order.id, transfers=drafts
                )
        except IntegrityError:
            # Another release paid the seller's debt meanwhile: read it again.
            if attempt == ATTEMPTS:
                raise
            continue
        return plan
    raise AssertionError("unreachable: the loop returns or raises")


@action
def release_reserve(*, subject_id: UUID, due_at: datetime) -> None:
    """A reserve's time is over: what refunds left of it goes to the seller's balance."""
    release = models.Release.objects.select_for_update().get(id=subject_id)
    if release.reserve_left_minor == 0:
        return
    if members.payouts_frozen(release.seller_id, lock=True):
        policy = policy_of(release.order)
        again = clock.now() + timedelta(days=policy.blocked_retry_days)
        deadlines.set_deadline(kind=RESERVE_KIND, subject_id=release.id, due_at=again)
        return
    seller, currency = str(release.seller_id), release.currency
    reserve = AccountRef(AccountKind.SELLER_RESERVE, seller, currency)
    debt_account = AccountRef(AccountKind.SELLER_DEBT, seller, currency)
    debt = min(max(-ledger.balance(debt_account), 0), release.reserve_left_minor)
    targets = (
        (debt_account, debt),
        (
            AccountRef(AccountKind.SELLER_BALANCE, seller, currency),
            release.reserve_left_minor - debt,
        ),
    )
    ledger_actions.post(
        key=f"reserve:{release.id}",
        cause_kind="reserve",
        cause_id=release.id,
        transfers=[TransferDraft(reserve, account, minor) for account, minor in targets if minor],
    )
    release.reserve_left_minor = 0
    release.save(update_fields=["reserve_left_minor"])
