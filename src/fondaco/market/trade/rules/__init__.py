"""Pure rules of trade: values and the time in, a decision out."""

from fondaco.market.trade.rules.shipping import delivery_window

__all__ = ["delivery_window"]
