"""Withdrawal from a contract without a reason: who may, and how it ends, are in its rules.

The buyer declares, sends the goods back, and gets everything back including standard delivery.
Escrow is held meanwhile. Before anything was handed to a carrier there is nothing to send back:
the order is cancelled at once.
"""

from datetime import datetime, timedelta
from uuid import UUID

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy

from fondaco.kernel import audit, clock, deadlines, rows
from fondaco.kernel.errors import NotAllowed, Refusal
from fondaco.kernel.idempotency import fingerprint
from fondaco.kernel.transaction import action
from fondaco.market.members import queries as members
from fondaco.market.payments import queries as payments
from fondaco.market.trade import models
from fondaco.market.trade.actions import hold, refund
from fondaco.market.trade.actions.lapse import cancel_by
from fondaco.market.trade.actions.moving import audited, lock_order, tell
from fondaco.market.trade.actions.policy import policy_of
from fondaco.market.trade.carriers.registry import carrier as carrier_of
from fondaco.market.trade.lifecycle import Event, Role, State, may
from fondaco.market.trade.queries.parcels import OTHER_USES
from fondaco.market.trade.rules import withdrawal as rules
from fondaco.market.trade.rules.cover import last_promised_moment
from fondaco.market.trade.rules.delivery_proof import ScanFact

KIND = "trade.withdrawal"
HOLD_REASON = "withdrawal"
LOOKED_AT_AGAIN = timedelta(days=1)
_NO = {
    rules.No.NOT_PAID: _lazy("This order was not paid, so there is nothing to withdraw from."),
    rules.No.PRIVATE_SELLER: _lazy(
        "The seller is a private person. The right to withdraw is against traders only."
    ),
    rules.No.OTHER_LAW: _lazy(
        "The right to withdraw without a reason is the law of the European Economic Area, and"
        " this order goes elsewhere."
    ),
    rules.No.EXCEPTED: _lazy(
        "The law excepts goods of this kind from withdrawing without a reason."
    ),
    rules.No.OVER: _lazy("The 14 days in which you may withdraw without a reason are over."),
}


@action
def declare(*, order_id: UUID, member_id: UUID, key: str) -> UUID:
    """The buyer withdraws from the whole order; returns the withdrawal's id.

    From payment until 14 days after delivery. What is left in the order is held until the
    goods are back, or proven to be sent. The same key again changes nothing.
    """
    order = lock_order(order_id)
    if order.buyer_id != member_id:
        raise NotAllowed(_("Only the buyer can withdraw from this order."))
    key = fingerprint(order_id, key)
    existing = models.Withdrawal.objects.filter(key=key).first()
    if existing is not None:
        return existing.id
    _check_right(order)
    withdrawal = models.Withdrawal(order=order, key=key, declared_at=clock.now())
    at_once = may(State(order.state), Event.WITHDRAW, Role.BUYER) and not order.shipments.exists()
    if at_once and not _bank_decides(order):
        withdrawal.state, withdrawal.closed_at = "refunded", withdrawal.declared_at
        withdrawal.save()
        cancel_by(order.id, Event.WITHDRAW, Role.BUYER, HOLD_REASON)
    else:
        withdrawal.save()
        lines = [
            line.id for line in order.lines.order_by("id") if line.refunded_minor < line.total_minor
        ]
        hold.place(order_id=order.id, line_ids=lines, reason=HOLD_REASON, cause_id=withdrawal.id)
        _wait(withdrawal, order)
        tell("order.withdrawn", order, withdrawal_id=str(withdrawal.id), step="declared")
    audited(order, audit.Actor("member", member_id), "withdraw", withdrawal_id=str(withdrawal.id))
    return withdrawal.id


def _check_right(order: models.SellerOrder) -> None:
    bodies = [line.snapshot.body for line in order.lines.select_related("snapshot")]
    contract = rules.contract(
        bodies,
        country=order.address.get("country", ""),
        paid_at=order.paid_at,
        delivered_at=order.delivered_at,
    )
    found = rules.right(contract, policy_of(order), clock.now())
    no = rules.No.OVER if order.refunded_minor == order.total_minor else found.no
    if no is not None:
        raise Refusal(
            f"withdrawal_{no}",
            str(_NO[no]),
            not_done=_("Nothing was changed."),
            next_step=_("If something is wrong with what you got, open a case instead."),
        )
    if models.Withdrawal.objects.filter(order=order, closed_at=None).exists():
        raise Refusal("withdrawal_open", _("You have withdrawn from this order already."))


@action
def record_return(
    *, withdrawal_id: UUID, member_id: UUID, carrier: str, tracking_number: str
) -> None:
    """The buyer names the parcel that carries the goods back. It proves nothing by itself: the
    carrier's scans of it do, those that came before included.

    Refuses a number that any other parcel has, and another one once the carrier has this.
    """
    withdrawal, order = _lock(withdrawal_id)
    if order.buyer_id != member_id:
        raise NotAllowed(_("Only the buyer can send these goods back."))
    if withdrawal.closed_at is not None:
        raise Refusal("withdrawal_closed", _("This withdrawal has ended."))
    number = carrier_of(carrier).cleaned(tracking_number)
    if (withdrawal.return_carrier, withdrawal.return_number) == (carrier, number):
        return
    if withdrawal.sent_at is not None:
        raise Refusal(
            "return_on_its_way",
            _("The carrier has your parcel already."),
            not_done=_("The number was not changed."),
        )
    if _number_is_taken(withdrawal, carrier, number):
        raise Refusal(
            "tracking_number_used",
            _("This number belongs to another parcel."),
            not_done=_("The return was not recorded."),
            next_step=_("Copy the number from the receipt of the parcel that carries it back."),
            field="tracking_number",
            status=422,
        )
    withdrawal.return_carrier, withdrawal.return_number = carrier, number
    withdrawal.save(update_fields=["return_carrier", "return_number"])
    audited(order, audit.Actor("member", member_id), "withdraw_sent", carrier=carrier)
    _look(withdrawal, order)


def _number_is_taken(withdrawal: models.Withdrawal, carrier: str, number: str) -> bool:
    parcels = models.Shipment.objects.filter(carrier=carrier, tracking_number=number)
    others = models.Withdrawal.objects.filter(return_carrier=carrier, return_number=number)
    return (
        parcels.exists()
        or others.exclude(id=withdrawal.id).exists()
        or any(use(carrier, number) for use in OTHER_USES)
    )


def scanned(carrier: str, tracking_number: str) -> None:
    """A scan of this number came: look again at the open withdrawal that it may carry back."""
    found = rows.every(
        models.Withdrawal,
        "id",
        return_carrier=carrier,
        return_number=tracking_number,
        closed_at=None,
    )
    for withdrawal_id in [row.id for row in found]:
        withdrawal, order = _lock(withdrawal_id)
        if withdrawal.closed_at is None:
            _look(withdrawal, order)


def _look(withdrawal: models.Withdrawal, order: models.SellerOrder) -> None:
    """Read what the carrier proves of a locked withdrawal now, and when it is looked at next."""
    before, withdrawal.sent_at = withdrawal.sent_at, _proven_sent(withdrawal, order)
    withdrawal.state = "sent" if withdrawal.sent_at else "declared"
    withdrawal.save(update_fields=["sent_at", "state"])
    if before is None and withdrawal.sent_at is not None:
        tell("order.withdrawn", order, withdrawal_id=str(withdrawal.id), step="sent")
    _wait(withdrawal, order)


def _proven_sent(withdrawal: models.Withdrawal, order: models.SellerOrder) -> datetime | None:
    if not withdrawal.return_number:
        return None
    seller = members.seller(order.seller_id)
    kept = [line for line in order.lines.all() if line.refunded_minor < line.total_minor]
    journey = rules.Journey(
        declared_at=withdrawal.declared_at,
        from_country=order.address.get("country", ""),
        to_country=seller.address.country or order.seller_country,
        to_postcode=seller.address.postcode,
        least_grams=sum(line.weight_grams for line in kept)
        * policy_of(order).proof_weight_bps
        // 10_000,
    )
    scans = models.Scan.objects.filter(
        carrier=withdrawal.return_carrier, tracking_number=withdrawal.return_number
    )
    return rules.sent_at(
        [
            ScanFact(
                scan.kind, scan.at, scan.postcode, scan.country, scan.weight_grams, scan.signed_by
            )
            for scan in scans.order_by("at", "id")
        ],
        journey,
    )


def _next(withdrawal: models.Withdrawal, order: models.SellerOrder) -> tuple[rules.Step, datetime]:
    parcels = list(order.shipments.all())
    came = [each.delivered_at for each in parcels if each.delivered_at is not None]
    standing = rules.Standing(
        declared_at=withdrawal.declared_at,
        number_given=bool(withdrawal.return_number),
        sent_at=withdrawal.sent_at,
        came_at=order.delivered_at or max(came, default=None),
        went_back=bool(parcels) and all(each.returned_at is not None for each in parcels),
        promised_end=last_promised_moment(order.promised_until),
    )
    return rules.next_step(standing, policy_of(order), clock.now())


def _wait(withdrawal: models.Withdrawal, order: models.SellerOrder) -> None:
    _step, until = _next(withdrawal, order)
    deadlines.set_deadline(kind=KIND, subject_id=withdrawal.id, due_at=until)


@action
def confirm_return(*, withdrawal_id: UUID, actor: audit.Actor) -> None:
    """The seller has the goods: everything is refunded now. Again it changes nothing."""
    withdrawal, order = _lock(withdrawal_id)
    if withdrawal.closed_at is None:
        _give_back(withdrawal, order)
        audited(order, actor, "withdraw_back", withdrawal_id=str(withdrawal.id))


@action
def withdrawal_due(*, subject_id: UUID, due_at: datetime) -> None:
    """The time is over: goods proven to be sent, or that never came, are refunded, and a buyer
    who keeps them keeps the order too."""
    withdrawal, order = _lock(subject_id)
    if withdrawal.closed_at is not None:
        return
    step, until = _next(withdrawal, order)
    if step is rules.Step.REFUND and _bank_decides(order):
        step, until = rules.Step.WAIT, clock.now() + LOOKED_AT_AGAIN
    if step is rules.Step.WAIT:
        deadlines.set_deadline(kind=KIND, subject_id=withdrawal.id, due_at=until)
    elif step is rules.Step.REFUND:
        _give_back(withdrawal, order)
    else:
        _close(withdrawal, "lapsed")
        _lift(withdrawal)
        tell("order.withdrawn", order, withdrawal_id=str(withdrawal.id), step="lapsed")


def _bank_decides(order: models.SellerOrder) -> bool:
    """A disputed payment cannot be given back before its bank has decided."""
    intent_id = order.checkout.intent_id
    return intent_id is not None and payments.is_disputed(intent_id)


def _lock(withdrawal_id: UUID) -> tuple[models.Withdrawal, models.SellerOrder]:
    found = models.Withdrawal.objects.filter(id=withdrawal_id).first()
    if found is None:
        raise Refusal("withdrawal_not_found", _("There is no such withdrawal."), status=404)
    order = lock_order(found.order_id)
    return models.Withdrawal.objects.select_for_update().get(id=withdrawal_id), order


def _give_back(withdrawal: models.Withdrawal, order: models.SellerOrder) -> None:
    lines = list(order.lines.order_by("id"))
    # A case may have given everything back meanwhile; then nothing is left to do.
    if order.refunded_minor < order.total_minor:
        refund.refund(
            key=f"withdrawal:{withdrawal.id}",
            order_id=order.id,
            lines=[(line.id, line.total_minor - line.refunded_minor) for line in lines],
            shipping_minor=sum(
                line.shipping_minor - line.refunded_shipping_minor for line in lines
            ),
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
