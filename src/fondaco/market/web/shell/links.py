"""Where the frame's own links lead: one table of paths, so that no template spells a path twice.

Paths, not route names: the frame must stand even where a program part is not installed.
"""

from functools import lru_cache

from django.urls import Resolver404, resolve

LINKS: dict[str, str] = {
    "home": "/",
    "search": "/search/",
    "cart": "/cart/",
    "compare": "/compare/",
    "orders": "/orders/",
    "cases": "/cases/",
    "messages": "/messages/",
    "account": "/you/",
    "reviews": "/you/reviews/",
    "statement": "/you/payments/",
    "cards": "/you/cards/",
    "credit": "/you/credit/",
    "addresses": "/you/addresses/",
    "security": "/you/security/",
    "activity": "/you/activity/",
    "sent": "/you/sent/",
    "sign_in": "/account/login/",
    "sign_up": "/account/signup/",
    "sign_out": "/account/logout/",
    "preferences": "/preferences/",
    "safety": "/safety/",
    "protection": "/safety/protection/",
    "report": "/safety/report/",
    "official": "/official/",
    "help": "/help/",
    "contact": "/help/contact/",
    "fees": "/help/fees/",
    "terms": "/help/terms/",
    "privacy": "/help/privacy/",
    "imprint": "/help/imprint/",
    "accessibility": "/help/accessibility/",
    "sell": "/sell/",
    "seller": "/sell/home/",
    "desks": "/desk/",
    "api": "/api/v1/docs",
}
"""Name → path. A name used in ``{{ shell.links.name }}``."""


@lru_cache(maxsize=256)
def installed(path: str) -> bool:
    """Whether a page stands at this path: side navigations link to nothing that is not there."""
    try:
        resolve(path.partition("?")[0])
    except Resolver404:
        return False
    return True
