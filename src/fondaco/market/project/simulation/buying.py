"""What buyers do until the money is in escrow: cart, checkout, card, challenge, or leaving."""

from datetime import UTC, datetime, time, timedelta
from typing import cast
from uuid import UUID

from fondaco.market.payments import pay, sweep
from fondaco.market.payments.gateways.chosen import gateway
from fondaco.market.payments.gateways.scripted import ScriptedGateway
from fondaco.market.project.simulation import setting_up
from fondaco.market.project.simulation.parcels import paid
from fondaco.market.project.simulation.plans import Paying, Plan
from fondaco.market.project.simulation.world import Track, World
from fondaco.market.trade.actions import buy, cart
from fondaco.market.trade.rules.shipping import delivery_window
from fondaco.market.trade.values import CartOwner

BROWSER = {
    "accept_header": "text/html",
    "user_agent": "simulation",
    "language": "en",
    "javascript": False,
    "java": False,
    "ip": "127.0.0.1",
}
RETURN_URL = "http://127.0.0.1/"
SETTLED_AFTER = timedelta(minutes=2)


class Buyers:
    """The members who buy, made when they buy first, and what each left in the cart."""

    def __init__(self) -> None:
        self._ids: dict[int, UUID] = {}
        self._left: dict[UUID, UUID] = {}

    def place(self, world: World, plan: Plan) -> None:
        """Put it in the cart, go to the checkout, and pay, or leave."""
        buyer_id = self._ids.get(plan.buyer.number)
        if buyer_id is None:
            buyer_id = self._ids[plan.buyer.number] = setting_up.buyer(plan.buyer)
        shop = world.shops[plan.seller.number]
        variant_id, _grams = shop.variants[plan.listing]
        owner = CartOwner(member_id=buyer_id)
        if (left := self._left.pop(buyer_id, None)) is not None:
            cart.remove(owner=owner, variant_id=left)
        self._left[buyer_id] = variant_id
        cart.add(owner=owner, variant_id=variant_id, quantity=plan.quantity)
        checkout = buy.open_checkout(
            member_id=buyer_id,
            address=setting_up.postal(setting_up.buyers_name(plan.buyer.number), plan.buyer.place),
            shipping_choices={shop.seller_id: shop.option_id},
            key=f"order:{plan.number}",
        )
        order = checkout.orders[0]
        window = (2, 6)
        _first, last = delivery_window(world.now, window, plan.seller.place.country)
        track = Track(
            plan=plan,
            shop=shop,
            buyer_id=buyer_id,
            order_id=order.id,
            checkout_id=checkout.id,
            intent_id=checkout.intent_id,
            total_minor=order.total_minor,
            number=f"SIM{plan.number:09d}IT",
            card=_card(plan),
            promised_until=datetime.combine(last, time(23, 59, 59), UTC),
        )
        world.tracks[order.id] = world.by_intent[checkout.intent_id] = track
        if plan.paying is not Paying.LEAVES:
            self._pay(world, track)

    def _pay(self, world: World, track: Track) -> None:
        plan = track.plan
        if plan.paying is Paying.DECLINED_FIRST:
            _tried(track, f"card_declined_51:{plan.number}", "first")
        kind = _tried(track, track.card, "card")
        if kind == "challenge":
            cast(ScriptedGateway, gateway()).pass_challenge(track.card)
            kind = pay.finish(track.intent_id).kind
        if kind == "succeeded":
            self.has_paid(world, track)
        elif kind == "in_doubt":
            world.after(SETTLED_AFTER, self.settle, track)
        else:
            world.fault(f"the payment of order {plan.number} ended as {kind}")

    def settle(self, world: World, track: Track) -> None:
        """The bank's answer is asked for again, as the worker does every minute."""
        sweep.run()
        if pay.finish(track.intent_id).kind == "succeeded":
            self.has_paid(world, track)

    def has_paid(self, world: World, track: Track) -> None:
        """The cart is empty again, and the order goes its way."""
        self._left.pop(track.buyer_id, None)
        world.counts["paid"] += 1
        paid(world, track)


def _card(plan: Plan) -> str:
    """A card of its own for each order, by how it will behave."""
    behaviour = {Paying.CHALLENGED: "card_challenge", Paying.IN_DOUBT: "card_timeout"}
    return f"{behaviour.get(plan.paying, plan.card)}:{plan.number}"


def _tried(track: Track, card: str, what: str) -> str:
    step = pay.start(
        track.intent_id,
        card_token=card,
        save_card=False,
        browser=BROWSER,
        key=f"{track.plan.number}:{what}",
        return_url=RETURN_URL,
    )
    return step.kind
