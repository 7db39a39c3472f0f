"""Who may do what in seller, orders: route name to rule, merged into the one access table."""

from collections.abc import Mapping
from typing import Any

from fondaco.market.trade import queries as trade
from fondaco.market.web.shell.access import Role, Rule, Visitor, ownership, seller


@ownership("order.seller")
def order_seller(visitor: Visitor, arguments: Mapping[str, Any]) -> bool:
    """The order is one of the shop that the visitor works for, and paid."""
    seller_id = trade.seller_of(arguments["order_id"])
    return seller_id is not None and visitor.seller_id == seller_id


_MANAGERS = (Role.SELLER_OWNER, Role.SELLER_MANAGER)

access_table: dict[str, Rule] = {
    "seller_orders": seller(),
    "seller_order": seller(owner="order.seller"),
    "seller_order_accept": seller(owner="order.seller"),
    "seller_order_decline": seller(*_MANAGERS, owner="order.seller"),
    "seller_order_ship": seller(owner="order.seller"),
    "seller_order_slip": seller(owner="order.seller"),
    "seller_order_extend": seller(owner="order.seller"),
    "seller_order_returned": seller(owner="order.seller"),
    "seller_shipping": seller(*_MANAGERS),
}
