"""Whole checkouts through the market's own actions: cart, checkout, card, capture, escrow.

Each client is a buyer in a thread of its own, as the server has them. A checkout counts when its
payment is captured and its order is paid with all its money in escrow, which is looked up for
every one after the time has ended. Mail is written and handed to a post office that drops it.
"""

import threading
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

CLIENTS = (1, 8)
SECONDS = 4
GOODS = 40
BROWSER = {
    "accept_header": "text/html",
    "user_agent": "bench",
    "language": "en",
    "javascript": False,
    "java": False,
    "ip": "127.0.0.1",
}


@dataclass(frozen=True, slots=True)
class Good:
    """Something to buy, and how its seller ships it to this buyer."""

    variant_id: UUID
    seller_id: UUID
    option_id: UUID


@dataclass(frozen=True, slots=True)
class Buyer:
    """A member with an address and things that can be shipped there."""

    member: Any
    email: str
    address: Any
    goods: tuple[Good, ...]


def buyers() -> list[Buyer]:
    """As many of the demo's buyers as there are clients at most; each buys other things."""
    from fondaco.demo.goods.people import people
    from fondaco.market.catalogue.models import Variant
    from fondaco.market.members.models import Member
    from fondaco.market.project.seeding.people import postal
    from fondaco.market.trade import queries as trade

    variants = list(
        Variant.objects.filter(listing__status="live", retired_at=None)
        .order_by("id")
        .values_list("id", "seller_id")[:1_000]
    )
    found: list[Buyer] = []
    for person in people():
        if person.role != "buyer" or len(found) == max(CLIENTS):
            continue
        ways = trade.shipping_options({seller for _, seller in variants}, person.address.country)
        own = variants[len(found) :: max(CLIENTS)]
        goods = [
            Good(variant, seller, ways[seller][0].id) for variant, seller in own if ways[seller]
        ]
        if goods:
            member = Member.objects.get(email=person.email)
            found.append(Buyer(member, person.email, postal(person), tuple(goods[:GOODS])))
    return found


def buy(buyer: Buyer, number: object) -> UUID:
    """One checkout of one thing, to the end; returns the checkout's id."""
    from fondaco.kernel.ids import new_id
    from fondaco.market.payments import pay
    from fondaco.market.trade.actions import buy as buying
    from fondaco.market.trade.actions import cart
    from fondaco.market.trade.values import CartOwner

    good = buyer.goods[hash(number) % len(buyer.goods)]
    cart.add(owner=CartOwner(buyer.member.id), variant_id=good.variant_id)
    checkout = buying.open_checkout(
        member_id=buyer.member.id,
        address=buyer.address,
        shipping_choices={good.seller_id: good.option_id},
        key=new_id().hex,
    )
    step = pay.start(
        checkout.intent_id,
        card_token=f"card_ok:{new_id().hex[:28]}",
        save_card=False,
        browser=BROWSER,
        key=new_id().hex,
        return_url="http://127.0.0.1/",
    )
    if step.kind != "succeeded":
        raise RuntimeError(f"a checkout of the bench was not paid: {step}")
    return checkout.id


def check_paid(checkout_id: UUID) -> None:
    """Raise unless the checkout's orders are paid and all their money is in escrow."""
    from fondaco.market.trade import queries as trade

    for order in trade.orders_of_checkout(checkout_id):
        if order.state != "paid" or order.escrow_minor != order.total_minor:
            raise RuntimeError(f"order {order.reference} is {order.state}, not paid in escrow")


def measure(clients: Sequence[Buyer]) -> dict[str, float]:
    """Checkouts a second of these buyers at once, and how long one takes."""
    warm = [buy(buyer, "warm-up") for buyer in clients]
    until = time.monotonic() + SECONDS
    done: list[list[tuple[UUID, float]]] = [[] for _ in clients]

    def run(place: int) -> None:
        from django.db import connection

        while (started := time.monotonic()) < until:
            checkout_id = buy(clients[place], len(done[place]))
            done[place].append((checkout_id, time.monotonic() - started))
        connection.close()

    started = time.monotonic()
    in_threads(run, len(clients))
    passed = time.monotonic() - started
    all_done = [each for own in done for each in own]
    for checkout_id in [*warm, *(checkout_id for checkout_id, _ in all_done)]:
        check_paid(checkout_id)
    return rate(passed, [took for _, took in all_done])


def rate(passed: float, took: Sequence[float]) -> dict[str, float]:
    """A second, and percentiles in ms, of durations in seconds."""
    ordered = sorted(took)
    return {
        "per_second": len(ordered) / passed,
        "p50_ms": 1_000 * ordered[len(ordered) // 2],
        "p99_ms": 1_000 * ordered[len(ordered) * 99 // 100],
        "count": len(ordered),
    }


def in_threads(run: Callable[[int], None], count: int) -> None:
    """Run ``run(0)`` … ``run(count - 1)`` at once; the first error among them is raised."""
    errors: list[BaseException] = []

    def guarded(place: int) -> None:
        try:
            run(place)
        except BaseException as error:
            errors.append(error)

    threads = [threading.Thread(target=guarded, args=(place,)) for place in range(count)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    if errors:
        raise errors[0]


def steps_by_pages(buyer: Buyer) -> Iterator[tuple[str, Callable[[], Any]]]:
    """The requests of a purchase in order; each must be made before the next is asked for."""
    from django.test import Client

    from bench.visit import Purchase

    client = Client(SERVER_NAME="127.0.0.1")
    client.force_login(buyer.member)
    origin = {"Origin": "http://127.0.0.1", "Sec-Fetch-Site": "same-origin"}

    def get(path: str) -> Any:
        return client.get(path, headers=origin)

    def post(path: str, fields: dict[str, str]) -> Any:
        return client.post(path, fields, headers=origin)

    yield from Purchase(get, post).steps(str(buyer.goods[0].variant_id))
