"""The side navigation of the desks: what the visitor's roles open, and no more."""

from typing import Any

from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from fondaco.market.web.shell.access import Role, visitor_of
from fondaco.market.web.shell.links import installed

ITEMS: tuple[tuple[frozenset[Role], dict[str, Any]], ...] = (
    (frozenset(Role), {"title": _("Desks"), "url": "/desk/", "icon": "home", "exact": True}),
    (
        frozenset({Role.MEDIATOR}),
        {"title": _("Cases to decide"), "url": "/desk/mediator/", "icon": "scale"},
    ),
    (frozenset({Role.TRUST}), {"title": _("Trust"), "url": "/desk/trust/", "icon": "flag"}),
    (frozenset({Role.FINANCE}), {"title": _("Finance"), "url": "/desk/finance/", "icon": "coin"}),
    (
        frozenset({Role.FINANCE, Role.TRUST}),
        {"title": _("Card payments"), "url": "/desk/payments/", "icon": "card"},
    ),
    (
        frozenset({Role.FINANCE}),
        {"title": _("Policy"), "url": "/desk/policies/", "icon": "paper"},
    ),
    (
        frozenset({Role.SUPPORT, Role.TRUST}),
        {"title": _("Sellers"), "url": "/desk/operator/sellers/", "icon": "shop"},
    ),
    (
        frozenset({Role.SUPPORT}),
        {"title": _("Members"), "url": "/desk/operator/members/", "icon": "people"},
    ),
    (
        frozenset({Role.TRUST, Role.SUPPORT}),
        {"title": _("Reported messages"), "url": "/desk/operator/reports/", "icon": "messages"},
    ),
    (frozenset(), {"title": _("Audit log"), "url": "/desk/operator/audit/", "icon": "list"}),
)
"""Roles that open a desk (an admin opens all) and how the frame shows it."""


def items(request: HttpRequest) -> list[dict[str, Any]]:
    """The desks that the visitor may open and that are installed."""
    visitor = visitor_of(request)
    return [
        item
        for roles, item in ITEMS
        if visitor.has(Role.ADMIN, *roles) and installed(str(item["url"]))
    ]


def frame(request: HttpRequest) -> dict[str, Any]:
    """What every desk page needs: ``desk_nav``."""
    return {"desk_nav": [{"group": _("Fondaco desks")}, *items(request)]}
