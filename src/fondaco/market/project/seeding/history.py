"""Two years of orders: bought, paid, shipped, delivered, released, through the real actions.

One order for each review of the demo's data. The order's life is played on a clock that stands
at each of its moments; payments go through the scripted gateway.
"""

import random
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from django.conf import settings

from fondaco.demo.goods.people import DemoPerson, people
from fondaco.demo.goods.reviews import DemoReview, reviews
from fondaco.kernel import clock, deadlines
from fondaco.kernel.audit import Actor
from fondaco.market.catalogue.actions import stock
from fondaco.market.catalogue.handles import variants_by_handle
from fondaco.market.payments import pay
from fondaco.market.project.seeding.people import postal
from fondaco.market.project.seeding.sellers import days_here
from fondaco.market.trade import queries as trade
from fondaco.market.trade.actions import buy, cart, deliver, release, ship
from fondaco.market.trade.values import CartOwner, OrderView
from fondaco.market.trust import actions as trust

SEED = 1
SCRIPTED = "fondaco.market.payments.gateways.scripted.ScriptedGateway"
# Without an address, and the card without an issuer: years of orders made within a minute are
# no card testing.
BROWSER = {
    "accept_header": "text/html",
    "user_agent": "history",
    "language": "en",
    "javascript": False,
    "java": False,
    "ip": "",
}
LATE_IN_100 = 6
PACKAGING_GRAMS = 150
PAST_ORDERS = 340


@dataclass(frozen=True, slots=True)
class PastOrder:
    """An order as it went: its review and when the parcel was delivered."""

    review: DemoReview
    order: OrderView
    delivered_at: datetime


@contextmanager
def scripted_gateway() -> Iterator[None]:
    """Within the block, cards are charged by the scripted gateway."""
    configured = settings.FONDACO_GATEWAY
    settings.FONDACO_GATEWAY = SCRIPTED
    try:
        yield
    finally:
        settings.FONDACO_GATEWAY = configured


def seed_history(
    opened_at: datetime, members: Mapping[str, UUID], sellers: Mapping[str, UUID]
) -> list[PastOrder]:
    """Play every past order, oldest first; the shelves stay as full as the sellers' files say."""
    variants = _variants_by_listing(sellers.values())
    buyers = {person.handle: person for person in people()}
    owners = {person.seller: members[person.handle] for person in people() if person.seller}
    played = []
    with scripted_gateway():
        oldest_first = sorted(reviews(SEED)[:PAST_ORDERS], key=lambda each: -days_ago(each))
        for number, review in enumerate(oldest_first):
            dice = random.Random(f"{SEED}/history/{number}")  # noqa: S311 repeatable, no secret
            choice = variants.get((sellers[review.seller], review.listing))
            if choice is None:
                continue
            variant_id = dice.choice(choice)
            placed_at = _placed_at(review, opened_at, dice)
            story = _Story(
                review=review,
                buyer=buyers[review.author],
                buyer_id=members[review.author],
                seller_id=sellers[review.seller],
                packer=Actor("seller", owners[review.seller]),
                variant_id=variant_id,
                number=number,
                dice=dice,
            )
            delivered = story.play(placed_at, until=opened_at)
            if delivered is not None:
                played.append(PastOrder(review, *delivered))
    return played


def days_ago(review: DemoReview) -> int:
    """How long ago the order of this review was placed: within the seller's time here."""
    age = days_here(review.seller) - 5
    wanted = review.days_ago + 12
    return wanted if wanted < age else 12 + wanted % max(1, age - 12)


def _placed_at(review: DemoReview, opened_at: datetime, dice: random.Random) -> datetime:
    return opened_at - timedelta(
        days=days_ago(review), hours=dice.randrange(10), minutes=dice.randrange(60)
    )


def _variants_by_listing(sellers: Iterable[UUID]) -> dict[tuple[UUID, str], list[UUID]]:
    """Seller and import handle to the variants that can be bought."""
    found: dict[tuple[UUID, str], list[UUID]] = defaultdict(list)
    for seller_id in sellers:
        for handle, variant_ids in variants_by_handle(seller_id).items():
            found[seller_id, handle] = variant_ids
    return found


def _grams(order: OrderView) -> int:
    """What the goods weigh by the listing as it was bought."""
    return sum(int(line.snapshot.get("weight_grams", 0)) * line.quantity for line in order.lines)


@dataclass(frozen=True, slots=True)
class _Story:
    review: DemoReview
    buyer: DemoPerson
    buyer_id: UUID
    seller_id: UUID
    packer: Actor
    variant_id: UUID
    number: int
    dice: random.Random

    def play(self, placed_at: datetime, *, until: datetime) -> tuple[OrderView, datetime] | None:
        """The whole life of one order; None if there is none, or it is still on its way."""
        with clock.frozen(placed_at):
            order = self._buy()
        if order is None:
            return None
        accepted_at = placed_at + timedelta(hours=self.dice.randrange(1, 20))
        with clock.frozen(accepted_at):
            ship.accept(order_id=order.id, actor=self.packer)
        delivered_at = self._deliver(order, accepted_at)
        if delivered_at + timedelta(days=1) > until:
            return None
        confirms = self.dice.random() < 0.7
        if confirms:
            with clock.frozen(delivered_at + timedelta(hours=self.dice.randrange(2, 40))):
                release.confirm_receipt(order_id=order.id, member_id=self.buyer_id)
        self._review(order, delivered_at, until)
        for days in (15, 31):
            moment = delivered_at + timedelta(days=days)
            if moment < until:
                with clock.frozen(moment):
                    deadlines.fire_due()
        return order, delivered_at

    def _review(self, order: OrderView, delivered_at: datetime, until: datetime) -> None:
        """The buyer's review some days after the parcel, and the seller's answer, if any."""
        written_at = delivered_at + timedelta(days=self.dice.randrange(2, 8))
        if written_at + timedelta(days=2) > until:
            return
        with clock.frozen(written_at):
            review_id = trust.write_review(
                member_id=self.buyer_id,
                line_id=order.lines[0].id,
                product_rating=self.review.rating,
                described=self.review.as_described,
                quality=self.review.quality,
                delivery=self.review.delivery,
                communication=self.review.communication,
                text=self.review.text,
                key=f"history:{self.number}",
            )
        if self.review.answer:
            with clock.frozen(written_at + timedelta(days=1)):
                trust.answer_review(
                    seller_id=self.seller_id,
                    review_id=review_id,
                    text=self.review.answer,
                    actor=self.packer,
                )

    def _buy(self) -> OrderView | None:
        """The paid order; None where the seller does not ship to the buyer's country."""
        country = self.buyer.address.country
        options = trade.shipping_options([self.seller_id], country).get(self.seller_id)
        if not options:
            return None
        cart.add(owner=CartOwner(member_id=self.buyer_id), variant_id=self.variant_id)
        checkout = buy.open_checkout(
            member_id=self.buyer_id,
            address=postal(self.buyer),
            shipping_choices={self.seller_id: self.dice.choice(options).id},
            key=f"history:{self.number}",
        )
        step = pay.start(
            checkout.intent_id,
            card_token=f"card_past:{self.number}",
            save_card=False,
            browser=BROWSER,
            key=f"history:{self.number}",
            return_url="http://127.0.0.1/",
        )
        if step.kind != "succeeded":
            raise RuntimeError(f"past order {self.number} was not paid: {step}")
        stock.restock(key=f"history:{self.number}", items=[(self.variant_id, 1)])
        return trade.orders_of_checkout(checkout.id)[0]

    def _deliver(self, order: OrderView, accepted_at: datetime) -> datetime:
        tracking = f"PX{SEED}{self.number:08d}IT"
        shipped_at = accepted_at + timedelta(hours=self.dice.randrange(3, 30))
        with clock.frozen(shipped_at):
            ship.record_shipment(
                order_id=order.id,
                carrier="practice",
                tracking_number=tracking,
                actor=self.packer,
                key=f"history:{self.number}",
            )
        promised = order.promised_until or shipped_at.date()
        days = max(1, (promised - shipped_at.date()).days - self.dice.randrange(0, 3))
        if self.dice.randrange(100) < LATE_IN_100:
            days += self.dice.randrange(2, 6)
        delivered_at = shipped_at + timedelta(days=days, hours=-3)
        for kind, moment in (
            ("accepted", shipped_at + timedelta(hours=1)),
            ("delivered", max(delivered_at, shipped_at + timedelta(hours=9))),
        ):
            with clock.frozen(moment):
                deliver.record_scan(
                    carrier="practice",
                    tracking_number=tracking,
                    kind=kind,
                    at=moment,
                    postcode=self.buyer.address.postcode if kind == "delivered" else "",
                    country=self.buyer.address.country
                    if kind == "delivered"
                    else order.seller_country,
                    weight_grams=PACKAGING_GRAMS + _grams(order),
                    signed_by=self.buyer.name,
                    event_id=f"history:{self.number}:{kind}",
                )
        return max(delivered_at, shipped_at + timedelta(hours=9))
