"""Who may do what in storefront, buying: route name to rule, merged into the one access table."""

from collections.abc import Mapping
from typing import Any

from fondaco.market.trade import queries as trade
from fondaco.market.web.shell.access import Rule, Visitor, anyone, member, ownership


@ownership("order.buyer")
def order_buyer(visitor: Visitor, arguments: Mapping[str, Any]) -> bool:
    """The order was bought by the visitor."""
    return visitor.member_id == trade.buyer_of(arguments["order_id"])


access_table: dict[str, Rule] = {
    "buying_cart": anyone("the cart is found by the member or by the browser's own cookie"),
    "buying_add": anyone("writes the visitor's own cart; the origin is checked"),
    "buying_update": anyone("writes the visitor's own cart; the origin is checked"),
    "buying_checkout": member(),
    "buying_orders": member(),
    "buying_order": member("order.buyer"),
    "buying_confirm": member("order.buyer"),
    "buying_cancel": member("order.buyer"),
    "buying_extension": member("order.buyer"),
    "buying_withdraw": member("order.buyer"),
    "buying_withdraw_sent": member("order.buyer"),
}
