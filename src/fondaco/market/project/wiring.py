"""Which news goes to whom: one table, read from top to bottom as the story goes.

A name that is emitted but not listed here raises, so that no news is lost in silence.
"""

EVENT_HANDLERS: dict[str, tuple[str, ...]] = {
    "member.joined": (),
    "member.mail": (),
    "seller.applied": (),
    "seller.verified": ("fondaco.market.catalogue.search.indexing.index_seller",),
    "seller.refused": (),
    "seller.frozen": ("fondaco.market.catalogue.search.indexing.index_seller",),
    "listing.published": ("fondaco.market.catalogue.search.indexing.index_listing",),
    "listing.revised": ("fondaco.market.catalogue.search.indexing.index_listing",),
    "listing.stock_changed": ("fondaco.market.catalogue.search.indexing.index_listing",),
    "listing.withdrawn": ("fondaco.market.catalogue.search.indexing.index_listing",),
    "listing.imported": (),
    "import.requested": (),
    "intent.captured": ("fondaco.market.trade.actions.pay.captured",),
    "intent.failed": (),
    "intent.cancelled": ("fondaco.market.trade.actions.pay.cancelled",),
    "checkout.lapsed": (),
    "order.paid": (),
    "order.accepted": (),
    "order.tracked": (),
    "order.shipped": (),
    "order.unproven": (),
    "order.delivered": (),
    "line.delivered": (),
    "order.reminded": (),
    "order.completed": (),
    "order.released": (),
    "order.cancelled": (),
    "order.refunded": (),
    "line.refunded": (),
    "order.withdrawn": (),
}

DEADLINE_HANDLERS: dict[str, str] = {
    "trade.lapse": "fondaco.market.trade.actions.lapse.lapse_checkout",
    "trade.accept": "fondaco.market.trade.actions.lapse.not_accepted",
    "trade.ship": "fondaco.market.trade.actions.lapse.not_shipped",
    "trade.scan": "fondaco.market.trade.actions.lapse.unscanned",
    "trade.release": "fondaco.market.trade.actions.release.release_due",
    "trade.cover": "fondaco.market.trade.actions.release.cover_over",
    "trade.remind": "fondaco.market.trade.actions.release.remind",
    "trade.reserve": "fondaco.market.trade.actions.release.release_reserve",
    "trade.withdrawal": "fondaco.market.trade.actions.withdraw.withdrawal_due",
}
