"""Deliveries and reviews in few words."""

from datetime import timedelta
from typing import Any
from uuid import UUID, uuid4

from fondaco.kernel import clock
from fondaco.kernel.outbox import Event
from fondaco.market.trade.values import OrderView
from fondaco.market.trust import actions, handlers
from tests.rooms.trade import story

GOOD = {
    "product_rating": 5,
    "described": 5,
    "quality": 5,
    "delivery": 5,
    "communication": 5,
    "text": "It came quickly and looks like the pictures.",
}
BAD = {"product_rating": 1, "described": 1, "quality": 1, "delivery": 2, "communication": 1}
SERVICE = {"product_rating": None, "quality": None, "described": None}


def delivered(purse: story.Purse, **given: Any) -> OrderView:
    """A lamp bought now and delivered three days later; the clock must be frozen."""
    order = story.bought(purse, **given)
    return story.arrive(order.id, f"RB{uuid4().int % 10**9:09d}IT")


def review(order: OrderView, **given: Any) -> UUID:
    """The buyer of the order reviews its one line, the day after it came."""
    with clock.frozen((order.delivered_at or clock.now()) + timedelta(days=1)):
        return write(order.lines[0].id, order.buyer_id, **given)


def write(line_id: UUID, member_id: UUID, **given: Any) -> UUID:
    return actions.write_review(
        **({"member_id": member_id, "line_id": line_id, "key": uuid4().hex} | GOOD | given)
    )


def line_came(
    *, seller_id: UUID, buyer_id: UUID | None = None, listing_id: UUID | None = None
) -> tuple[UUID, UUID]:
    """A right to review without an order's whole story; returns line and buyer."""
    line_id, buyer = uuid4(), buyer_id or story.a_buyer()
    data = {
        "buyer_id": str(buyer),
        "seller_id": str(seller_id),
        "order_id": str(uuid4()),
        "listing_id": str(listing_id or uuid4()),
        "version_id": str(uuid4()),
        "title": "Oak desk lamp",
        "bought_at": clock.now().isoformat(),
        "on_time": True,
    }
    handlers.on_line(Event(uuid4(), "line.delivered", line_id, data))
    return line_id, buyer


def case_news(name: str, order: OrderView, case_id: UUID, **given: Any) -> None:
    """What the cases room would tell about this order."""
    data = {
        "order_id": str(order.id),
        "buyer_id": str(order.buyer_id),
        "seller_id": str(order.seller_id),
        "reason": "not_as_described",
        "state": "open",
        "outcome": "",
        "refunded_minor": 0,
        "amount_minor": order.total_minor,
        "currency": order.currency,
    }
    handler = handlers.on_decision if name == "case.decided" else handlers.on_case
    handler(Event(uuid4(), name, case_id, data | given))
