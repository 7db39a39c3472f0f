"""Who may do what in seller, listings: route name to rule, merged into the one access table."""

from fondaco.market.web.shell.access import SELLER_MANAGERS, Rule, seller

_MANAGERS = tuple(SELLER_MANAGERS)

access_table: dict[str, Rule] = {
    "seller_listings": seller(),
    "seller_listing": seller(),
    "POST seller_listing": seller(*_MANAGERS),
    "seller_listing_new": seller(*_MANAGERS),
    "seller_listing_check": seller(*_MANAGERS),
    "seller_listing_step": seller(*_MANAGERS),
    "seller_listings_export": seller(*_MANAGERS),
    "seller_imports": seller(*_MANAGERS),
    "seller_import": seller(*_MANAGERS),
    "seller_import_file": seller(*_MANAGERS),
    "seller_import_now": seller(*_MANAGERS),
}
