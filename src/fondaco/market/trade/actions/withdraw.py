"""Withdrawal from a contract within the EU: 14 days from delivery, without a reason.

Directive 2011/83/EU, articles 9 to 16: the buyer declares, sends the goods back within 14
days, and gets everything back including standard delivery; the seller may wait for the goods
or for proof that they were sent. Escrow is held meanwhile.
"""

from datetime import datetime, timedelta
from uuid import UUID

from django.utils.translation import gettext as _

from fondaco.kernel import audit, clock, deadlines
from fondaco.kernel.errors import NotAllowed, Refusal
from fondaco.kernel.transaction import action
from fondaco.market.trade import models
from fondaco.market.trade.actions import hold, refund
from fondaco.market.trade.actions.moving import audited, lock_order, tell
from fondaco.market.trade.actions.policy import policy_of
from fondaco.market.trade.carriers.registry import carrier as carrier_of
from fondaco.market.trade.rules.policy import Policy

KIND = "trade.withdrawal"
HOLD_REASON = "withdrawal"


def withdrawable_until(delivered_at: datetime | None, policy: Policy) -> datetime | None:
    """Until when a buyer may withdraw; None while nothing was delivered."""
    return delivered_at + timedelta(days=policy.withdrawal_days) if delivered_at else None


@action
def declare(*, order_id: UUID, member_id: UUID, key: str) -> UUID:
    """The buyer withdraws from the whole order; returns the withdrawal's id.

    From payment until 14 days after delivery. What is left in the order is held until the
    goods are back, or proven to be sent. The same key again changes nothing.
    """
    order = lock_order(order_id)
    if order.buyer_id != member_id:
        raise NotAllowed(_("Only the buyer can withdraw from this order."))
    existing = models.Withdrawal.objects.filter(key=key).first()
    if existing is not None:
        return existing.id
    policy, moment = policy_of(order), clock.now()
    until = withdrawable_until(order.delivered_at, policy)
    if until is None or moment > until or order.refunded_minor == order.total_minor:
        raise Refusal(
            "withdrawal_over",
            _("The 14 days in which you may withdraw without a reason are not running."),
            not_done=_("Nothing was changed."),
            next_step=_("If something is wrong with what you got, open a case instead."),
        )
    if models.Withdrawal.objects.filter(order=order, closed_at=None).exists():
        raise Refusal("withdrawal_open", _("You have withdrawn from this order already."))
    withdrawal = models.Withdrawal.objects.create(order=order, key=key, declared_at=moment)
    lines = [
        line.id for line in order.lines.order_by("id") if line.refunded_minor < line.total_minor
    ]
    hold.place(order_id=order.id, line_ids=lines, reason=HOLD_REASON, cause_id=withdrawal.id)
    deadlines.set_deadline(
        kind=KIND,
        subject_id=withdrawal.id,
        due_at=moment + timedelta(days=policy.withdrawal_return_days),
    )
    audited(order, audit.Actor("member", member_id), "withdraw", withdrawal_id=str(withdrawal.id))
    tell("order.withdrawn", order, withdrawal_id=str(withdrawal.id), step="declared")
    return withdrawal.id


@action
def record_return(
    *, withdrawal_id: UUID, member_id: UUID, carrier: str, tracking_number: str
) -> None:
    """The buyer proves that the goods are on their way back; the refund is now only a matter
    of time."""
    withdrawal, order = _lock(withdrawal_id)
    if order.buyer_id != member_id:
        raise NotAllowed(_("Only the buyer can send these goods back."))
    if withdrawal.closed_at is not None:
        raise Refusal("withdrawal_closed", _("This withdrawal has ended."))
    withdrawal.return_number = carrier_of(carrier).cleaned(tracking_number)
    withdrawal.return_carrier = carrier
    withdrawal.state, withdrawal.sent_at = "sent", clock.now()
    withdrawal.save()
    audited(order, audit.Actor("member", member_id), "withdraw_sent", carrier=carrier)
    tell("order.withdrawn", order, withdrawal_id=str(withdrawal.id), step="sent")


@action
def confirm_return(*, withdrawal_id: UUID, actor: audit.Actor) -> None:
    """The seller has the goods: everything is refunded now. Again it changes nothing."""
    withdrawal, order = _lock(withdrawal_id)
    if withdrawal.closed_at is None:
        _give_back(withdrawal, order)
        audited(order, actor, "withdraw_back", withdrawal_id=str(withdrawal.id))


@action
def withdrawal_due(*, subject_id: UUID, due_at: datetime) -> None:
    """Fourteen days from the notice: proof of sending refunds, without it the sale stands."""
    withdrawal, order = _lock(subject_id)
    if withdrawal.closed_at is not None:
        return
    if withdrawal.state == "sent":
        _give_back(withdrawal, order)
        return
    _close(withdrawal, "lapsed")
    _lift(withdrawal)
    tell("order.withdrawn", order, withdrawal_id=str(withdrawal.id), step="lapsed")


def _lock(withdrawal_id: UUID) -> tuple[models.Withdrawal, models.SellerOrder]:
    found = models.Withdrawal.objects.filter(id=withdrawal_id).first()
    if found is None:
        raise Refusal("withdrawal_not_found", _("There is no such withdrawal."), status=404)
    order = lock_order(found.order_id)
    return models.Withdrawal.objects.select_for_update().get(id=withdrawal_id), order


def _give_back(withdrawal: models.Withdrawal, order: models.SellerOrder) -> None:
    lines = list(order.lines.order_by("id"))
    refund.refund(
        key=f"withdrawal:{withdrawal.id}",
        order_id=order.id,
        lines=[(line.id, line.total_minor - line.refunded_minor) for line in lines],
        shipping_minor=sum(line.shipping_minor - line.refunded_shipping_minor for line in lines),
        cause_kind=HOLD_REASON,
        cause_id=withdrawal.id,
    )
    _close(withdrawal, "refunded")
    _lift(withdrawal)


def _close(withdrawal: models.Withdrawal, state: str) -> None:
    withdrawal.state, withdrawal.closed_at = state, clock.now()
    withdrawal.save()
    deadlines.cancel_deadline(kind=KIND, subject_id=withdrawal.id)


def _lift(withdrawal: models.Withdrawal) -> None:
    for hold_id in models.Hold.objects.filter(
        reason=HOLD_REASON, cause_id=withdrawal.id, lifted_at=None
    ).values_list("id", flat=True):
        hold.lift(hold_id=hold_id)
