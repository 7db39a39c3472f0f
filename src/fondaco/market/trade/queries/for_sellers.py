"""What a seller may see of an order: its buyer's address only while it is needed.

Once nobody is waited for and cover is over, nothing can be sent there any more, so nothing but
the country stays (Regulation (EU) 2016/679, article 5: data minimisation, storage limitation).
"""

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime

from fondaco.kernel import clock
from fondaco.market.members.rules import PostalAddress
from fondaco.market.trade.lifecycle import FINAL, State
from fondaco.market.trade.values import OrderView


def address_is_needed(state: str, cover_until: datetime | None, *, is_held: bool) -> bool:
    """Whether the seller may still have something to do at the buyer's address."""
    if State(state) not in FINAL or is_held:
        return True
    return cover_until is not None and clock.now() <= cover_until


def for_seller(order: OrderView) -> OrderView:
    """The order as its seller may see it now."""
    if address_is_needed(order.state, order.cover_until, is_held=bool(order.holds)):
        return order
    return replace(
        order,
        address=PostalAddress("", "", "", "", "", "", order.address.country, ""),
        shipments=tuple(
            replace(
                parcel,
                signed_by="",
                scans=tuple(replace(scan, postcode="", signed_by="") for scan in parcel.scans),
            )
            for parcel in order.shipments
        ),
    )


def destination(state: str, cover_until: datetime | None, address: Mapping[str, str]) -> str:
    """Town and country for the seller's list, or the country alone."""
    if address_is_needed(state, cover_until, is_held=False):
        return f"{address.get('city', '')}, {address.get('country', '')}".strip(", ")
    return address.get("country", "")
