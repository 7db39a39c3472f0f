"""What can be done in trade: a file a verb, each write one transaction, none takes a request."""

from fondaco.market.trade.actions.shipping import set_shipping_options

__all__ = ["set_shipping_options"]
