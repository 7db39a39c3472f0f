"""An order in words: the sentence above it, who holds the money until when, what happened.

Values in, texts out in the visitor's language and zone. Nothing here decides anything.
"""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from fondaco.kernel import clock
from fondaco.market.payments.values import IntentView, RefundView
from fondaco.market.trade.carriers.registry import name_of
from fondaco.market.trade.lifecycle import ACCEPT_BY, SCAN_BY, SHIP_BY, Event, Role, State, may
from fondaco.market.trade.rules import withdrawal
from fondaco.market.trade.rules.policy import Policy
from fondaco.market.trade.rules.withdrawal import Right
from fondaco.market.trade.values import OrderView, ShipmentView
from fondaco.market.web.shell.countries import country_name
from fondaco.market.web.shell.words import day_words, moment_words, money_words


@dataclass(frozen=True, slots=True)
class Buttons:
    """What the buyer may do now, by the life-cycle table."""

    confirm: bool
    cancel: bool
    withdraw: bool
    complain: bool


def buttons(order: OrderView, right: Right, now: datetime) -> Buttons:
    """Which buttons stand on the buyer's order page."""
    state = State(order.state)
    in_cover = order.cover_until is not None and now <= order.cover_until
    gone = order.refunded_minor == order.total_minor
    return Buttons(
        confirm=may(state, Event.CONFIRM, Role.BUYER) and order.confirmed_at is None,
        cancel=may(state, Event.CANCEL, Role.BUYER),
        withdraw=right.is_open
        and not may(state, Event.CANCEL, Role.BUYER)
        and order.withdrawal is None
        and not gone,
        complain=in_cover and not gone,
    )


KEPT = frozenset({"refused", "held"})
"""States of a refund in which the money is still with Fondaco, though it is the buyer's."""


def way_back(order: OrderView, refunds: list[RefundView]) -> str:
    """How far the money is that came back to the buyer, by the refund that is least far; empty
    when the order's money is not with the buyer."""
    if order.holder != "buyer":
        return ""
    states = {refund.state for refund in refunds}
    steps = ("refused", "held", "requested", "sent", "settled", "credited")
    return next((state for state in steps if state in states), "")


def headline(order: OrderView, seller: str, back: str = "") -> str:
    """The page's title: where the order stands, as a sentence or a question."""
    if back == "refused":
        return _("Your refund waits: your bank did not take it. Choose another way.")
    state = State(order.state)
    due = day_words(order.due_at) if order.due_at else ""
    if state is State.PLACED:
        return _("This order waits to be paid.")
    if state is State.PAID:
        return _("Paid. %(seller)s accepts it by %(day)s, or you get everything back.") % {
            "seller": seller, "day": due,
        }  # fmt: skip
    if state is State.ACCEPTED and order.shipments:
        return _("Packed. The carrier's first scan comes next.")
    if state is State.ACCEPTED:
        return _("%(seller)s is packing it. It leaves by %(day)s.") % {
            "seller": seller, "day": due,
        }  # fmt: skip
    if state is State.SHIPPED:
        return _headline_shipped(order)
    if state is State.DELIVERED:
        return _("Delivered on %(day)s. Is everything as it should be?") % {
            "day": day_words(order.delivered_at or clock.now())
        }
    return _headline_ended(order, seller)


def _headline_shipped(order: OrderView) -> str:
    if any(scan.kind == "lost" for parcel in order.shipments for scan in parcel.scans[-1:]):
        return _("The carrier cannot find the parcel. Your payment is safe with us.")
    if any(parcel.returned_at for parcel in order.shipments):
        return _("The carrier is taking it back to the seller.")
    if any(parcel.delivered_at for parcel in order.shipments):
        return _("The carrier says it was delivered. Has it reached you?")
    return _("On its way. It is promised by %(day)s.") % {"day": day_words(order.promised_until)}


def _headline_ended(order: OrderView, seller: str) -> str:
    state = State(order.state)
    if state is State.COMPLETED:
        return _("All is well: %(seller)s has been paid.") % {"seller": seller}
    if state is State.PARTLY_REFUNDED:
        return _("Settled: a part came back to you, the rest went to %(seller)s.") % {
            "seller": seller
        }
    if state is State.REFUNDED:
        return _("Everything was refunded to you.")
    if order.paid_at is None:
        return _("This order was never paid, so it was not placed.")
    return _("Cancelled. Everything goes back to you.")


def money_notes(
    order: OrderView, intent: IntentView | None, seller_net_minor: int, back: str = ""
) -> dict[str, str]:
    """The small lines under buyer, Fondaco and seller in the picture of who holds the money;
    ``back`` is what :func:`way_back` says."""
    paid = day_words(order.paid_at) if order.paid_at else ""
    code = bool(intent and intent.authentication and intent.authentication.was_challenged)
    buyer = _("%(day)s, confirmed with your bank") % {"day": paid} if code else paid
    fondaco = seller = ""
    if order.escrow_minor:
        if order.holds:
            fondaco = _("while your case is open")
        elif order.releasable_at:
            fondaco = _("until %(day)s, or you confirm") % {"day": day_words(order.releasable_at)}
        else:
            fondaco = _("until it is proven delivered")
        net = money_words(seller_net_minor, order.currency)
        seller = _("receives %(sum)s after our fee") % {"sum": net}
    elif order.released_at:
        seller = _("%(day)s, after our fee") % {"day": day_words(order.released_at)}
    if order.holder == "buyer" and order.refunded_minor:
        buyer = {
            "refused": "",
            "held": "",
            "requested": _("on its way to how you paid"),
            "sent": _("on its way to how you paid"),
            "credited": _("as credit on Fondaco"),
        }.get(back, _("refunded to how you paid"))
    if back == "refused":
        fondaco = _("kept apart for you, until you choose")
    elif back == "held":
        fondaco = _("goes to the bank account that you named")
    return {"buyer": buyer, "fondaco": fondaco, "seller": seller}


def timeline(
    order: OrderView, seller: str, intent: IntentView | None, refunds: list[RefundView]
) -> list[dict[str, Any]]:
    """What happened, newest first, each from a stored fact with the party that stated it."""
    events = [*_money_events(order, intent, refunds), *_seller_events(order, seller)]
    for parcel in order.shipments:
        events += _parcel_events(order, parcel)
    return sorted(events, key=lambda event: event["at"], reverse=True)


def _event(at: datetime, title: str, text: str = "", state: str = "done") -> dict[str, Any]:
    return {"at": at, "title": title, "text": text, "state": state}


def _money_events(
    order: OrderView, intent: IntentView | None, refunds: list[RefundView]
) -> list[dict[str, Any]]:
    events = []
    if order.paid_at:
        total = money_words(order.total_minor, order.currency)
        text = _("%(total)s; Fondaco holds it") % {"total": total}
        if intent is not None:
            ways = {
                "transfer": _("%(total)s by bank transfer; Fondaco holds it"),
                "credit": _("%(total)s from your credit; Fondaco holds it"),
            }
            by_card = _("%(total)s; on your statement as %(descriptor)s")
            if not intent.statement_descriptor:
                by_card = _("%(total)s by card, charged by Stripe; Fondaco holds it")
            words = ways.get(intent.way, by_card)
            text = words % {"total": total, "descriptor": intent.statement_descriptor}
        events.append(_event(order.paid_at, _("Paid"), text, "gold"))
    if order.released_at:
        events.append(_event(order.released_at, _("Released to the seller"), "", "gold"))
    for part in order.refunds:
        if part.owed_minor:
            amount = money_words(part.owed_minor, order.currency)
            text = _("You had been given that much twice before, so it stays with us.")
            title = _("%(amount)s of a refund paid what you owed") % {"amount": amount}
            events.append(_event(part.made_at, title, text, "look"))
    for refund in refunds:
        amount = money_words(refund.amount_minor, refund.currency)
        text = {
            "requested": _("being sent to your bank"),
            "sent": _("sent; your bank shows it in a few days, reference %(reference)s"),
            "settled": _("settled, reference %(reference)s"),
            "refused": _("your bank did not take it: choose another way"),
            "held": _("goes to the bank account that you named"),
            "credited": _("credit on Fondaco now"),
        }[refund.state] % {"reference": refund.network_reference}
        state = "bad" if refund.state == "refused" else "gold"
        title = _("Refund of %(amount)s") % {"amount": amount}
        link = {"url": reverse("paying_refund", args=[refund.id]), "link": _("Follow it")}
        events.append(_event(refund.requested_at, title, text, state) | link)
    return events


def _seller_events(order: OrderView, seller: str) -> list[dict[str, Any]]:
    events = []
    if order.accepted_at:
        events.append(_event(order.accepted_at, _("Accepted by %(seller)s") % {"seller": seller}))
    if order.confirmed_at:
        events.append(_event(order.confirmed_at, _("You confirmed that it arrived")))
    if order.cancelled_at and order.paid_at:
        reason = {
            "not_accepted": _("The seller did not accept it in time."),
            "not_shipped": _("The seller did not send it in time."),
            "declined": _("The seller could not deliver."),
            "withdrawal": _("You withdrew before a parcel was handed over."),
            "cancelled_by_buyer": _("You changed your mind before the seller had accepted."),
            "paid_late": _("The money came after the order had lapsed."),
        }.get(order.reason, "")
        events.append(_event(order.cancelled_at, _("Cancelled"), reason, "look"))
    if order.withdrawal:
        events.append(_event(order.withdrawal.declared_at, _("You withdrew from the contract")))
        if order.withdrawal.sent_at:
            number = order.withdrawal.return_number
            text = _("Number %(number)s") % {"number": number}
            events.append(_event(order.withdrawal.sent_at, _("The carrier has your return"), text))
    return events


def _parcel_events(order: OrderView, parcel: ShipmentView) -> list[dict[str, Any]]:
    events = []
    carrier = name_of(parcel.carrier)
    text = _("%(carrier)s, number %(number)s") % {
        "carrier": carrier, "number": parcel.tracking_number,
    }  # fmt: skip
    if parcel.first_scan_at is None:
        events.append(_event(parcel.recorded_at, _("Tracking number given"), text))
    for scan in parcel.scans:
        title = {
            "accepted": _("Shipped"),
            "in_transit": _("On its way"),
            "out_for_delivery": _("Out for delivery"),
            "delivered": _("Delivered"),
            "returned": _("Going back to the seller"),
            "lost": _("The carrier cannot find the parcel"),
        }[scan.kind]
        where = " ".join(part for part in (scan.postcode, country_name(scan.country)) if part)
        if scan.kind == "accepted":
            detail = text
        elif scan.kind == "delivered" and scan.signed_by:
            detail = _("to %(place)s, signed by %(name)s. The carrier's scan.") % {
                "place": where, "name": scan.signed_by,
            }  # fmt: skip
        else:
            detail = _("%(place)s. The carrier's scan.") % {"place": where} if where else ""
        unproven = scan.kind == "delivered" and not parcel.is_proven
        look = unproven or scan.kind in {"returned", "lost"}
        events.append(_event(scan.at, title, detail, "look" if look else "done"))
    return events


def next_default(order: OrderView) -> str:
    """What happens by itself if nobody does anything, with its date; empty when nothing does."""
    waiting = order.deadlines
    if ACCEPT_BY.kind in waiting:
        return _("If the seller stays silent until %(when)s, you get everything back.") % {
            "when": moment_words(waiting[ACCEPT_BY.kind])
        }
    if SCAN_BY.kind in waiting:
        return _("If the carrier has not scanned it by %(when)s, you get everything back.") % {
            "when": moment_words(waiting[SCAN_BY.kind])
        }
    if SHIP_BY.kind in waiting:
        return _("If it is not sent by %(when)s, you get everything back.") % {
            "when": moment_words(waiting[SHIP_BY.kind])
        }
    if order.releasable_at and order.escrow_minor and not order.holds:
        return _("If you say nothing, the seller is paid on %(when)s.") % {
            "when": moment_words(order.releasable_at)
        }
    return ""


def withdrawal_right(order: OrderView, policy: Policy, now: datetime) -> Right:
    """Whether the buyer may withdraw without a reason now, and until when."""
    contract = withdrawal.contract(
        [line.snapshot for line in order.lines],
        country=order.address.country,
        paid_at=order.paid_at,
        delivered_at=order.delivered_at,
    )
    return withdrawal.right(contract, policy, now)
