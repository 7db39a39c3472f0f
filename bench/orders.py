"""Checkouts, releases and refunds by the market's own actions, and the statements of each.

A checkout is :func:`bench.buying.buy`. For the other two, orders are bought before the clock
starts, and those to be released also shipped and delivered. A release is what the worker does
when silence ends: escrow to seller, fee and reserve. A refund gives a paid order's whole price
back, and is over when the scripted gateway has answered. All are looked up afterwards.
"""

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any
from uuid import UUID

from bench.buying import CLIENTS, Buyer, buy, buyers, in_threads, measure, rate

EACH = 12
"""How many orders each client releases, and refunds."""


@dataclass(frozen=True, slots=True)
class Ready:
    """An order that waits for ``work``, which brings its money where it belongs."""

    order_id: UUID
    work: Callable[[], object]


Prepare = Callable[[Buyer, str], Ready]


def orders() -> dict[str, Any]:
    """Rates by name, with clients and statements; one of each that is not counted goes first."""
    from bench.inside import statements

    clients = buyers()
    kinds: dict[str, Prepare] = {"release": _to_release, "refund": _to_refund}
    counted = {"checkout": statements(lambda: buy(clients[0], "statements"))}
    for name, prepare in kinds.items():
        prepare(clients[0], f"{name}, warm-up").work()
        counted[name] = statements(prepare(clients[0], f"{name}, statements").work)
    found: dict[str, Any] = {}
    for count in CLIENTS:
        now = {"checkout": measure(clients[:count])}
        for name, prepare in kinds.items():
            now[name] = _measured(_prepared(clients[:count], name, prepare))
        for name, each in now.items():
            label = name if count == 1 else f"{name}, {count} at once"
            found[label] = each | {"clients": count, "statements": counted[name]}
    return found


def _prepared(clients: Sequence[Buyer], name: str, prepare: Prepare) -> list[list[Ready]]:
    """So many orders for each client, made ready by all of them at once."""
    ready: list[list[Ready]] = [[] for _ in clients]

    def run(place: int) -> None:
        from django.db import connection

        for number in range(EACH):
            ready[place].append(prepare(clients[place], f"{name}, {len(clients)}, {number}"))
        connection.close()

    in_threads(run, len(clients))
    return ready


def _measured(ready: Sequence[Sequence[Ready]]) -> dict[str, float]:
    took: list[list[float]] = [[] for _ in ready]

    def run(place: int) -> None:
        from django.db import connection

        for each in ready[place]:
            started = time.monotonic()
            each.work()
            took[place].append(time.monotonic() - started)
        connection.close()

    started = time.monotonic()
    in_threads(run, len(ready))
    found = rate(time.monotonic() - started, [each for own in took for each in own])
    for own in ready:
        for each in own:
            _check(each.order_id)
    return found


def _bought(buyer: Buyer, number: str) -> Any:
    from fondaco.market.trade import queries as trade

    return trade.orders_of_checkout(buy(buyer, number))[0]


def _to_release(buyer: Buyer, number: str) -> Ready:
    """An order that was shipped and is proven to be at the buyer's, its money in escrow."""
    from fondaco.kernel import clock
    from fondaco.kernel.audit import Actor
    from fondaco.kernel.ids import new_id
    from fondaco.market.trade import queries as trade
    from fondaco.market.trade.actions import deliver, release, ship

    order, parcel = _bought(buyer, number), new_id().hex.upper()
    actor = Actor("seller", order.seller_id)
    ship.record_shipment(
        order_id=order.id, carrier="practice", tracking_number=parcel, actor=actor, key=parcel
    )
    for kind, postcode, country in (
        ("accepted", "", order.seller_country),
        ("delivered", order.address.postcode, order.address.country),
    ):
        deliver.record_scan(
            carrier="practice",
            tracking_number=parcel,
            kind=kind,
            at=clock.now(),
            postcode=postcode,
            country=country,
            weight_grams=5_000,
            signed_by="Bench",
            event_id=f"{parcel}:{kind}",
        )
    there = trade.order(order.id)
    if there.state != "delivered" or there.escrow_minor != there.total_minor:
        raise RuntimeError(f"an order of the bench is {there.state}: {there.shipments}")
    return Ready(order.id, partial(release.release_due, subject_id=order.id, due_at=clock.now()))


def _to_refund(buyer: Buyer, number: str) -> Ready:
    """A paid order, to be given back whole."""
    from fondaco.kernel.ids import new_id
    from fondaco.market.trade.actions import refund

    order, cause = _bought(buyer, number), new_id()
    return Ready(
        order.id,
        partial(
            refund.refund,
            key=f"bench:{cause}",
            order_id=order.id,
            lines=[(line.id, line.total_minor) for line in order.lines],
            shipping_minor=order.shipping_minor,
            cause_kind="bench",
            cause_id=cause,
        ),
    )


def _check(order_id: UUID) -> None:
    """Raise unless the order's whole money has gone to its seller, or back to the card."""
    from fondaco.market.payments import queries as payments
    from fondaco.market.trade import queries as trade

    order = trade.order(order_id)
    refunds = payments.refunds_of([order.intent_id]).get(order.intent_id, [])
    given = sum(refund.amount_minor for refund in refunds if refund.state == "settled")
    if order.escrow_minor or given + order.released_minor != order.total_minor:
        raise RuntimeError(f"order {order.reference} is {order.state}: {order} {refunds}")
