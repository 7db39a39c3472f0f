"""An order in words for its seller. Values in, texts out; nothing here decides anything."""

from datetime import timedelta
from typing import Any

from django.utils.translation import gettext as _

from fondaco.kernel import clock
from fondaco.market.trade.lifecycle import SHIP_BY, State
from fondaco.market.trade.rules.shipping import leave_by
from fondaco.market.trade.values import OrderView
from fondaco.market.web.shell.countries import country_name
from fondaco.market.web.shell.parcels import SCANS
from fondaco.market.web.shell.words import day_words, moment_words, money_words


def headline(order: OrderView) -> str:
    """What is to be done, by when, as the title of the page."""
    state = State(order.state)
    due = moment_words(order.due_at) if order.due_at else ""
    if state is State.PAID:
        return _("Paid and waiting: accept it by %(when)s.") % {"when": due}
    if state is State.ACCEPTED and order.shipments:
        return _("Packed. The carrier must scan it by %(when)s.") % {"when": due}
    if state is State.ACCEPTED:
        return _("Send it by %(when)s.") % {"when": due}
    if state is State.SHIPPED:
        if any(parcel.delivered_at for parcel in order.shipments):
            return _("Delivered, says the carrier, but not proven yet.")
        return _("On its way to the buyer.")
    if state is State.DELIVERED:
        if order.holds:
            return _("Delivered. The money waits for a case.")
        if order.releasable_at:
            return _("Delivered. You are paid on %(day)s, or when the buyer confirms.") % {
                "day": day_words(order.releasable_at)
            }
        return _("Delivered.")
    return {
        State.COMPLETED: _("Done, and paid to you."),
        State.PARTLY_REFUNDED: _("Settled: a part was refunded, the rest was paid to you."),
        State.REFUNDED: _("Refunded to the buyer."),
    }.get(state, _("Cancelled; the buyer got everything back."))


def keep_promise(order: OrderView) -> str:
    """By when it should leave to arrive as promised, where that is before it must leave."""
    if order.due_at is None or order.shipments or order.paid_at is None:
        return ""
    more = order.extension.days if order.extension and order.extension.is_agreed else 0
    must_leave = order.deadlines.get(SHIP_BY.kind, order.due_at).date()
    by = leave_by(order.promised_from + timedelta(days=more), must_leave)
    if by is None:
        return ""
    words = {"leave": day_words(by), "arrive": day_words(order.promised_until)}
    if clock.now().date() > by:
        return _("You promised it by %(arrive)s. Send it today.") % words
    return _("To keep your promise (%(arrive)s at the latest), send it by %(leave)s.") % words


def standing(order: OrderView) -> int:
    """The amount that stands where the money is."""
    if order.holder == "fondaco":
        return order.escrow_minor
    if order.holder == "seller":
        return order.seller_minor
    return order.refunded_minor or order.total_minor


def money_notes(order: OrderView) -> dict[str, str]:
    """The small lines under buyer, Fondaco and seller."""
    buyer = day_words(order.paid_at) if order.paid_at else ""
    fondaco = seller = ""
    net = money_words(order.total_minor - order.fee_minor, order.currency)
    if order.escrow_minor:
        fondaco = _("until it is proven delivered and the buyer had time to look")
        seller = _("%(net)s after our fee, less the reserve") % {"net": net}
    elif order.released_at:
        seller = _("%(day)s, on balance and reserve") % {"day": day_words(order.released_at)}
    return {"buyer": buyer, "fondaco": fondaco, "seller": seller}


def timeline(order: OrderView) -> list[dict[str, Any]]:
    """What happened, newest first."""
    facts = [
        (order.paid_at, _("Paid; Fondaco holds the money"), "gold"),
        (order.accepted_at, _("You accepted it"), "done"),
        (order.confirmed_at, _("The buyer confirmed that it arrived"), "done"),
        (order.released_at, _("Released to your balance and reserve"), "gold"),
        (order.cancelled_at, _("Cancelled"), "look"),
    ]
    events = [
        {"at": at, "title": title, "text": "", "state": state} for at, title, state in facts if at
    ]
    for parcel in order.shipments:
        events.append(
            {"at": parcel.recorded_at, "title": _("You gave the tracking number"),
             "text": parcel.tracking_number,
             "state": "done"}
        )  # fmt: skip
        events += [
            {
                "at": scan.at,
                "title": SCANS[scan.kind],
                "text": f"{scan.postcode} {country_name(scan.country)}".strip(),
                "state": "look" if scan.kind in {"returned", "lost"} else "done",
            }
            for scan in parcel.scans
        ]
    for refund in order.refunds:
        amount = money_words(refund.amount_minor, order.currency)
        title = _("%(amount)s refunded to the buyer") % {"amount": amount}
        events.append({"at": refund.made_at, "title": title, "text": "", "state": "look"})
    return sorted(events, key=lambda event: event["at"], reverse=True)
