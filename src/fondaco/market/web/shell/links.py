"""Where the frame's own links lead: one table of paths, so that no template spells a path twice.

Paths, not route names: the frame must stand even where a program part is not installed.
"""

LINKS: dict[str, str] = {
    "home": "/",
    "search": "/search/",
    "orders": "/orders/",
    "messages": "/messages/",
    "cart": "/cart/",
    "account": "/account/",
    "activity": "/account/activity/",
    "statement": "/account/statement/",
    "wallet": "/account/wallet/",
    "addresses": "/account/addresses/",
    "notifications": "/account/notifications/",
    "saved": "/saved/",
    "compare": "/compare/",
    "sign_in": "/accounts/login/",
    "sign_up": "/accounts/signup/",
    "sign_out": "/accounts/logout/",
    "preferences": "/preferences/",
    "protection": "/protection/",
    "safety": "/safety/",
    "official": "/official/",
    "help": "/help/",
    "contact": "/help/contact/",
    "fees": "/fees/",
    "sell": "/sell/",
    "seller": "/seller/",
    "desks": "/desks/",
    "report": "/report/",
    "terms": "/legal/terms/",
    "privacy": "/legal/privacy/",
    "imprint": "/legal/imprint/",
    "accessibility": "/legal/accessibility/",
    "api": "/api/v1/docs",
}
"""Name → path. A name used in ``{{ shell.links.name }}``."""
