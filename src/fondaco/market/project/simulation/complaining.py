"""A buyer opens a case, or withdraws from the contract and sends the goods back."""

from datetime import timedelta
from typing import Any

from fondaco.kernel.audit import Actor
from fondaco.kernel.errors import Refusal
from fondaco.market.cases import open as opening
from fondaco.market.project.simulation import parcels, showing
from fondaco.market.project.simulation.counter import number
from fondaco.market.project.simulation.evidence import pieces
from fondaco.market.project.simulation.parcels import CARRIER
from fondaco.market.project.simulation.world import Track, World
from fondaco.market.trade import queries as trade
from fondaco.market.trade.actions import withdraw

STATEMENT = "This is not what was agreed when I bought it, and I want it put right."
LATER = timedelta(days=1)


def complain(world: World, track: Track) -> None:
    """Open a case about the whole order; too early, the buyer comes again after the promise."""
    dice, plan = world.dice, track.plan
    order = trade.order(track.order_id)
    wanted = "full_refund"
    if plan.reason != "not_received":
        wanted = dice.choices(("full_refund", "return_refund", "replacement"), (50, 38, 12))[0]
    shows = showing.by_buyer(dice, plan, plan.reason)
    given: dict[str, Any] = {"evidence": pieces(showing.BUYER_WORDS, shows)}
    try:
        opening.open_case(
            order_id=track.order_id,
            line_ids=[line.id for line in order.lines],
            reason=plan.reason,
            statement=STATEMENT,
            wanted=wanted,
            member_id=track.buyer_id,
            key=f"case:{plan.number}",
            **given,
        )
    except Refusal as refusal:
        if refusal.code != "case_not_openable" or world.now > track.promised_until:
            raise
        world.plan(track.promised_until + LATER, complain, track)


def withdraw_from(world: World, track: Track) -> None:
    """The buyer declares it, and mostly sends the goods back some days later."""
    withdraw.declare(
        order_id=track.order_id, member_id=track.buyer_id, key=f"withdraw:{track.plan.number}"
    )
    if world.dice.random() < 0.92:
        world.after(timedelta(hours=world.dice.randrange(10, 260)), _send_back, track)


def _send_back(world: World, track: Track) -> None:
    found = trade.order(track.order_id).withdrawal
    if found is None:
        return
    parcel = number("WD", str(track.plan.number))
    withdraw.record_return(
        withdrawal_id=found.id,
        member_id=track.buyer_id,
        carrier=CARRIER,
        tracking_number=parcel,
    )
    world.after(timedelta(hours=5), _scan, track, parcel, "accepted")
    world.after(timedelta(hours=world.dice.randrange(40, 140)), _scan, track, parcel, "delivered")


def _scan(world: World, track: Track, parcel: str, kind: str) -> None:
    plan = track.plan
    place = plan.seller.place if kind == "delivered" else plan.buyer.place
    parcels.scan_again(
        world,
        parcel,
        kind,
        (place.postcode, place.country),
        parcels.grams_of(track),
        f"withdraw:{plan.number}:{kind}",
    )
    if kind == "delivered":
        track.returned = "right"
        if world.dice.random() < 0.6:
            world.after(timedelta(hours=world.dice.randrange(2, 60)), _confirm, track)


def _confirm(world: World, track: Track) -> None:
    found = trade.order(track.order_id).withdrawal
    if found is not None:
        actor = Actor("seller", track.shop.owner_id)
        withdraw.confirm_return(withdrawal_id=found.id, actor=actor)
