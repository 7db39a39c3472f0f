"""Parcels, proof of delivery, cover, release less the fee, and the payout to the seller."""

from typing import Any
from uuid import UUID

from fondaco.api_client.api.orders import accept_order, get_order, record_shipment
from fondaco.api_client.api.shop import list_payouts
from fondaco.api_client.models.new_shipment import NewShipment
from fondaco.cli.walkthrough.people import Person
from fondaco.cli.walkthrough.story import (
    ADDRESS,
    SHOP_ACCOUNT,
    Story,
    check_moved,
    check_nothing_else,
    moved,
)
from fondaco.cli.walkthrough.telling import expect, money, same


def tell(story: Story) -> None:
    """The chapter."""
    story.world.narrator.chapter("Shipped, delivered, released, paid out")
    good = _hand_over(story, story.shop, story.good_order_id)
    story.bad_number = _hand_over(story, story.newcomer, story.bad_order_id)
    _deliver(story, good)
    earlier = {each.payout_id for each in story.shop.api.read(list_payouts).items}
    _release(story)
    _pay_out(story, earlier)


def _hand_over(story: Story, seller: Person, order_id: UUID) -> str:
    accepted = seller.api.write(accept_order, order_id)
    same(accepted.state, "accepted", "the order's state")
    number = story.carrier.label(
        seller.name, ADDRESS["postcode"], ADDRESS["country"], accepted.reference, 1_500
    )
    parcel = NewShipment(carrier="practice", tracking_number=number)
    seller.api.write(record_shipment, order_id, body=parcel)
    story.carrier.scan(number, "accepted")
    wait_for_state(story, order_id, "shipped")
    story.say(f"{seller.name} accepts {accepted.reference} and ships it as {number}; scanned")
    return number


def wait_for_state(story: Story, order_id: UUID, *states: str) -> Any:
    """Wait until an order has reached one of the states."""

    def look() -> Any:
        order = story.buyer.api.read(get_order, order_id)
        return order if order.state in states else None

    return story.world.wait_for(f"the order to be {' or '.join(states)}", look)


def _deliver(story: Story, number: str) -> None:
    for kind in ("in_transit", "out_for_delivery"):
        story.carrier.scan(number, kind)
    story.carrier.scan(number, "delivered", postcode=ADDRESS["postcode"], signed_by="M. Ruiz")
    order = wait_for_state(story, story.good_order_id, "delivered")
    parcel = order.shipments[0]
    expect(parcel.is_proven, f"the delivery is not proven: {parcel.missing}")
    expect(order.cover_until and order.releasable_at, "no cover or release is counted down")
    same(order.holder, "fondaco", "who holds the money")
    kinds = [scan.kind for scan in parcel.scans]
    story.say(f"the carrier scans {', '.join(kinds)}: delivery is proven")
    story.say(
        f"covered until {order.cover_until:%d %b %Y}; the money goes to the seller on"
        f" {order.releasable_at:%d %b} unless something is wrong"
    )


def _release(story: Story) -> None:
    order = story.buyer.api.read(get_order, story.good_order_id)
    story.world.move_to(order.releasable_at)
    order = wait_for_state(story, story.good_order_id, "completed")
    fresh = story.tell_money(story.good_order_id, order.reference)
    fee = moved(fresh, "escrow", "platform_fee")
    reserve = moved(fresh, "escrow", "seller_reserve")
    same(fee, order.fee_minor, "the fee that was kept")
    check_moved(fresh, "escrow", "seller_balance", order.total_minor - fee - reserve)
    same(order.escrow_minor, 0, "what is left in escrow")
    check_nothing_else(
        fresh,
        ("escrow", "platform_fee"),
        ("escrow", "seller_reserve"),
        ("escrow", "seller_balance"),
    )
    story.say(
        f"released: {money(order.total_minor - fee - reserve, 'EUR')} to the seller,"
        f" {money(fee, 'EUR')} fee, {money(reserve, 'EUR')} in reserve"
    )
    other = story.buyer.api.read(get_order, story.bad_order_id)
    same((other.state, other.escrow_minor), ("shipped", other.total_minor), "the other order")


def _pay_out(story: Story, known: set[UUID]) -> None:
    payout = story.world.wait_days("the payout", lambda: _payout(story, known, "sent", "booked"))
    story.say(
        f"a payout of {money(payout.amount_minor, 'EUR')} to the account ending in"
        f" {payout.iban_end} leaves as pain.001 ({payout.end_to_end_id})"
    )
    booked = story.world.wait_days(
        "the payout's booking", lambda: _payout(story, known, "booked", this=payout)
    )
    amount = money(booked.amount_minor, "EUR").split()[1]
    line = story.shop_at_bank.wait_for_line(SHOP_ACCOUNT, "Fondaco payout", f"+€{amount}")
    story.say(f"it is booked; on Officina Brenta's statement: {line[:90]}")


def _payout(story: Story, known: set[UUID], *states: str, this: Any = None) -> Any:
    for each in story.shop.api.read(list_payouts).items:
        is_it = each.payout_id == this.payout_id if this else each.payout_id not in known
        if is_it and each.state in states:
            return each
    return None
