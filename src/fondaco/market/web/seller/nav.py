"""The side navigation of the seller's pages, the same on each of them."""

from typing import Any

from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from fondaco.market.members import queries as members
from fondaco.market.members.values import SellerView
from fondaco.market.messaging import queries as messaging
from fondaco.market.web.shell.access import visitor_of
from fondaco.market.web.shell.links import installed

ITEMS: tuple[dict[str, Any], ...] = (
    {"title": _("Today"), "url": "/sell/home/", "icon": "home"},
    {"title": _("Orders"), "url": "/sell/orders/", "icon": "orders"},
    {"title": _("Messages"), "url": "/messages/?side=shop", "icon": "messages"},
    {"title": _("Cases"), "url": "/sell/cases/", "icon": "scale"},
    {"title": _("Reviews"), "url": "/reviews/to-answer/", "icon": "star"},
    {"title": _("Listings"), "url": "/sell/listings/", "icon": "tag"},
    {"title": _("Money"), "url": "/sell/money/", "icon": "coin"},
    {"group": _("Your shop")},
    {"title": _("Business data"), "url": "/sell/business/", "icon": "shop"},
    {"title": _("Shipping"), "url": "/sell/shipping/", "icon": "truck"},
    {"title": _("Payout account"), "url": "/sell/payout-account/", "icon": "bank"},
    {"title": _("Staff"), "url": "/sell/staff/", "icon": "people"},
)


def frame(request: HttpRequest) -> dict[str, Any]:
    """What the seller's frame needs: ``seller``, ``desk_nav``. Two queries.

    The access table lets only a seller's staff come here.
    """
    visitor = visitor_of(request)
    if visitor.seller_id is None or visitor.member_id is None:
        raise AssertionError("the access table asks for staff of a seller")
    seller: SellerView = members.seller(visitor.seller_id)
    waiting = messaging.unread_of_seller(seller.id)
    items = [item for item in ITEMS if "group" in item or installed(item["url"])]
    nav = [item | {"count": waiting} if item.get("icon") == "messages" else item for item in items]
    return {"seller": seller, "desk_nav": [{"group": seller.name}, *nav]}
