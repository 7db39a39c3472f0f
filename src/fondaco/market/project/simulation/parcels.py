"""What sellers and the carrier do: accept, hand over, scan. And what a buyer does on arrival."""

from datetime import timedelta

from fondaco.kernel.audit import Actor
from fondaco.market.cases import return_goods
from fondaco.market.project.simulation.people import HONEST_SELLERS
from fondaco.market.project.simulation.plans import ARRIVES, Goods
from fondaco.market.project.simulation.world import Track, World
from fondaco.market.trade.actions import deliver, release, ship

PACKAGING_GRAMS = 150
CARRIER = "practice"
CANCELS_AFTER = timedelta(minutes=40)
WAITS_AFTER_PROMISE = timedelta(days=1)


def paid(world: World, track: Track) -> None:
    """The order is paid: everybody's plan begins."""
    plan = track.plan
    if plan.cancels:
        world.after(CANCELS_AFTER, cancel, track)
    if plan.accepts_after is not None:
        world.after(plan.accepts_after, accept, track)
    if plan.goods not in ARRIVES:
        wait = track.promised_until + WAITS_AFTER_PROMISE - world.now
        world.after(max(wait, timedelta(0)) + plan.does_after, begin, track)


def cancel(world: World, track: Track) -> None:
    """The buyer has thought better of it."""
    ship.cancel(order_id=track.order_id, member_id=track.buyer_id)


def accept(world: World, track: Track) -> None:
    """The seller takes it on, or now and then cannot deliver."""
    actor = Actor("seller", track.shop.owner_id)
    if track.plan.seller.kind in HONEST_SELLERS and world.dice.random() < 0.01:
        ship.decline(order_id=track.order_id, actor=actor)
        return
    ship.accept(order_id=track.order_id, actor=actor)
    if track.plan.ships_after is not None:
        world.after(track.plan.ships_after, hand_over, track)


def hand_over(world: World, track: Track) -> None:
    """A parcel goes to the carrier, or its number is only typed."""
    plan = track.plan
    ship.record_shipment(
        order_id=track.order_id,
        carrier=CARRIER,
        tracking_number=track.number,
        actor=Actor("seller", track.shop.owner_id),
        key=f"ship:{plan.number}",
    )
    if plan.goods is Goods.NEVER_SCANNED:
        return
    first = timedelta(hours=world.dice.randrange(1, 20))
    world.after(first, scan, track, "accepted")
    if plan.goods in ARRIVES:
        world.after(first + plan.travels, scan, track, "delivered")


def scan(world: World, track: Track, kind: str) -> None:
    """The carrier scans the parcel; delivered, it is at the buyer's door."""
    plan = track.plan
    there = kind == "delivered"
    place = plan.buyer.place if there else plan.seller.place
    deliver.record_scan(
        carrier=CARRIER,
        tracking_number=track.number,
        kind=kind,
        at=world.now,
        # A carrier that tells no postcode proves no delivery.
        postcode=place.postcode if there and plan.is_provable else "",
        country=place.country,
        weight_grams=_weighed(track),
        signed_by=f"Buyer{plan.buyer.number}" if there else "",
        event_id=f"{plan.number}:{kind}",
    )
    if there:
        track.arrived_at = world.now
        world.after(plan.does_after, begin, track)


def grams_of(track: Track) -> int:
    """What a parcel with the goods weighs."""
    _variant, grams = track.shop.variants[track.plan.listing]
    return grams * track.plan.quantity + PACKAGING_GRAMS


def _weighed(track: Track) -> int:
    """What the carrier weighs: every second of those who send an empty box puts a brick in."""
    is_light = track.plan.goods is Goods.EMPTY and track.plan.number % 2
    return PACKAGING_GRAMS if is_light else grams_of(track)


def begin(world: World, track: Track) -> None:
    """The buyer does what they mean to."""
    doing = world.doings.get(track.plan.doing)
    if doing is not None:
        doing(world, track)


def confirm(world: World, track: Track) -> None:
    """The buyer has it and is content."""
    release.confirm_receipt(order_id=track.order_id, member_id=track.buyer_id)


def scan_again(
    world: World, number: str, kind: str, place: tuple[str, str], grams: int, event_id: str
) -> None:
    """A scan of a parcel that goes back or replaces another: trade keeps it, the case is told."""
    postcode, country = place
    deliver.record_scan(
        carrier=CARRIER,
        tracking_number=number,
        kind=kind,
        at=world.now,
        postcode=postcode,
        country=country,
        weight_grams=grams,
        signed_by="Signed",
        event_id=event_id,
    )
    return_goods.record_return_scan(
        carrier=CARRIER,
        tracking_number=number,
        kind=kind,
        at=world.now,
        weight_grams=grams,
        event_id=event_id,
    )
