"""What buyers, sellers and the carrier may try with an order."""

from collections.abc import Sequence
from datetime import timedelta
from functools import partial
from uuid import UUID, uuid4

from fondaco.kernel.audit import Actor
from fondaco.market.payments import pay
from fondaco.market.trade import queries as trade
from fondaco.market.trade.actions import buy, cart, deliver, extend, release, ship, withdraw
from fondaco.market.trade.values import CartOwner, OrderView
from tests.rooms.concurrency.crowd import BROWSER, RETURN_URL
from tests.rooms.proof.world import Act, World
from tests.rooms.trade import story

CARDS = ("card_ok", "card_slow", "card_closed", "card_declined_51", "card_challenge")
ELSEWHERE = {"postcode": "00100", "country": "IT"}
HERE = {"postcode": "28013", "country": "ES", "signed_by": "M. Ruiz"}
ORIGIN = {"postcode": "35121", "country": "IT"}
KINDS = {"scan": ("accepted", ORIGIN), "arrive": ("delivered", HERE),
         "elsewhere": ("delivered", ELSEWHERE)}  # fmt: skip
VERBS = ("accept", "decline", "cancel", "send", "send_one", "scan", "arrive", "elsewhere",
         "confirm", "withdraw", "got_back", "more_time", "yes", "no")  # fmt: skip


def checkout(world: World, buyer: UUID, wanted: Sequence[tuple[UUID, int]], card: str) -> None:
    """Fill the cart, open a checkout, and try to pay it with a card of this behaviour."""
    with world.standing():
        for group in trade.cart(CartOwner(buyer), "ES").groups:
            for line in group.lines:
                cart.remove(owner=CartOwner(buyer), variant_id=line.variant_id)
        story.fill_cart(buyer, *wanted)
        view = trade.cart(CartOwner(buyer), "ES")
    choices = {group.seller_id: group.shipping[0].id for group in view.groups}
    opening = partial(
        buy.open_checkout,
        member_id=buyer,
        address=story.HOME,
        shipping_choices=choices,
        key=uuid4().hex,
    )
    if not world.do(opening):
        return
    with world.standing():
        opened = opening()
    world.intents.append(opened.intent_id)
    world.orders += [order.id for order in opened.orders]
    world.cards[opened.intent_id] = f"{card}:{world.number('c')}"
    pay_again(world, opened.intent_id, world.cards[opened.intent_id])


def pay_again(world: World, intent_id: UUID, card: str) -> None:
    """The buyer presses the button."""
    world.cards[intent_id] = card
    world.do(
        partial(
            pay.start,
            intent_id,
            card_token=card,
            save_card=False,
            browser=BROWSER,
            key=uuid4().hex,
            return_url=RETURN_URL,
        )
    )


def back_from_the_bank(world: World, intent_id: UUID) -> None:
    """The challenge is passed, perhaps after the checkout has lapsed."""
    world.gateway.pass_challenge(world.cards[intent_id])
    world.do(partial(pay.finish, intent_id))


def act(world: World, order: OrderView, verb: str) -> Act | None:
    """This verb on this order, as a command that can be repeated; None where it makes no sense."""
    shop = world.cast.shop(order.seller_id)
    actor, buyer = Actor("seller", shop.owner_id), order.buyer_id
    if verb in KINDS:
        return carriers(world, order, verb)
    if verb in {"send", "send_one"}:
        only = {order.lines[0].id: 1} if verb == "send_one" else None
        return partial(
            story.send, order.id, world.number("RB") + "IT", "practice", line_quantities=only
        )
    if verb == "got_back":
        given = order.withdrawal
        done = partial(withdraw.confirm_return, actor=actor)
        return None if given is None else partial(done, withdrawal_id=given.id)
    acts: dict[str, Act] = {
        "accept": partial(ship.accept, order_id=order.id, actor=actor),
        "decline": partial(ship.decline, order_id=order.id, actor=actor),
        "cancel": partial(ship.cancel, order_id=order.id, member_id=buyer),
        "confirm": partial(release.confirm_receipt, order_id=order.id, member_id=buyer),
        "withdraw": partial(
            withdraw.declare, order_id=order.id, member_id=buyer, key=world.number("w")
        ),
        "more_time": partial(extend.ask, order_id=order.id, days=10, actor=actor),
        "yes": partial(extend.answer, order_id=order.id, member_id=buyer, agree=True),
        "no": partial(extend.answer, order_id=order.id, member_id=buyer, agree=False),
    }
    return acts[verb]


def carriers(world: World, order: OrderView, verb: str, *, late: int = 0) -> Act | None:
    """The carrier's scan of the order's last parcel, told ``late`` hours after it was made."""
    if not order.shipments:
        return None
    parcel = order.shipments[-1]
    kind, where = KINDS[verb]
    at = max(world.now - timedelta(hours=late), order.paid_at or world.now)
    return partial(
        deliver.record_scan,
        carrier="practice",
        tracking_number=parcel.tracking_number,
        kind=kind,
        at=at,
        event_id=world.number("scan"),
        weight_grams=900,
        **where,
    )
