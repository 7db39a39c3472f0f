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
}

DEADLINE_HANDLERS: dict[str, str] = {}
