"""Tables of the trade room. Constraints keep what no code may break; decisions are elsewhere."""

from fondaco.market.trade.models.debts import Debt
from fondaco.market.trade.models.money import HeldLine, Hold, Refund, Release, Withdrawal
from fondaco.market.trade.models.orders import (
    Cart,
    CartLine,
    Checkout,
    OrderLine,
    Policy,
    SellerOrder,
    ShippingOption,
    Snapshot,
)
from fondaco.market.trade.models.parcels import Scan, Shipment, ShipmentLine
from fondaco.market.trade.models.policies import PolicyProposal, PolicyStep
from fondaco.market.trade.models.reserves import ReserveStanding

__all__ = [
    "Cart",
    "CartLine",
    "Checkout",
    "Debt",
    "HeldLine",
    "Hold",
    "OrderLine",
    "Policy",
    "PolicyProposal",
    "PolicyStep",
    "Refund",
    "Release",
    "ReserveStanding",
    "Scan",
    "SellerOrder",
    "Shipment",
    "ShipmentLine",
    "ShippingOption",
    "Snapshot",
    "Withdrawal",
]
