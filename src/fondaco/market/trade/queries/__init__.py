"""Reads of the trade room. What leaves are frozen values, see ``trade.values``."""

from fondaco.market.trade.queries.audit import MoneyTotals, money_audit, money_totals
from fondaco.market.trade.queries.carts import cart, cart_count
from fondaco.market.trade.queries.checkouts import checkout, open_checkout_of
from fondaco.market.trade.queries.counts import paid_orders
from fondaco.market.trade.queries.debts import (
    debtor,
    debts_of_buyer,
    objections,
    open_debts,
    owed_by_buyer,
)
from fondaco.market.trade.queries.for_sellers import for_seller
from fondaco.market.trade.queries.orders import (
    order,
    order_counts_of_seller,
    orders,
    orders_of_buyer,
    orders_of_checkout,
    orders_of_seller,
)
from fondaco.market.trade.queries.parcels import number_taken, replacement_proof
from fondaco.market.trade.queries.past import past_orders
from fondaco.market.trade.queries.policies import (
    policy_proposal,
    policy_proposals,
    policy_versions,
    proposals_waiting,
)
from fondaco.market.trade.queries.preview import refund_preview
from fondaco.market.trade.queries.reserves import reserve
from fondaco.market.trade.queries.terms import policy, policy_mark, shipping_options
from fondaco.market.trade.queries.whose import buyer_of, references, seller_of

__all__ = [
    "MoneyTotals",
    "buyer_of",
    "cart",
    "cart_count",
    "checkout",
    "debtor",
    "debts_of_buyer",
    "for_seller",
    "money_audit",
    "money_totals",
    "number_taken",
    "objections",
    "open_checkout_of",
    "open_debts",
    "order",
    "order_counts_of_seller",
    "orders",
    "orders_of_buyer",
    "orders_of_checkout",
    "orders_of_seller",
    "owed_by_buyer",
    "paid_orders",
    "past_orders",
    "policy",
    "policy_mark",
    "policy_proposal",
    "policy_proposals",
    "policy_versions",
    "proposals_waiting",
    "references",
    "refund_preview",
    "replacement_proof",
    "reserve",
    "seller_of",
    "shipping_options",
]
