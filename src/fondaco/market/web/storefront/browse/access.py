"""Who may do what in storefront, browse: route name to rule, merged into the one access table."""

from fondaco.market.web.shell.access import Rule, anyone

access_table: dict[str, Rule] = {
    "browse_home": anyone(),
    "browse_category": anyone(),
    "browse_search": anyone(),
    "browse_listing": anyone("a draft is shown to its own seller only; the view asks"),
    "browse_seller": anyone(),
    "browse_compare": anyone(),
    "browse_picture": anyone("a picture is found by its content's digest only"),
}
