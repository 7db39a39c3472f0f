"""Whose cart a request is about: the member's, or the browser's by a cookie of its own."""

import re
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse

from fondaco.kernel.ids import new_id
from fondaco.market.trade import queries as trade
from fondaco.market.trade.actions import cart
from fondaco.market.trade.values import CartOwner
from fondaco.market.web.shell.access import visitor_of
from fondaco.market.web.shell.choices import CART_COOKIE, keep

KEY_COOKIE = "fondaco_cart_key"
_KEY = re.compile(r"[0-9a-f]{32}\Z")


def member_of(request: HttpRequest) -> UUID:
    """The signed-in member; the access table lets nobody else this far."""
    member_id = visitor_of(request).member_id
    assert member_id is not None  # noqa: S101 - the access table asks for a member
    return member_id


def owner_of(request: HttpRequest) -> CartOwner | None:
    """The owner of this visitor's cart; None for a browser that never had one."""
    member_id = visitor_of(request).member_id
    if member_id is not None:
        return CartOwner(member_id)
    key = key_of(request)
    return CartOwner(session_key=key) if key else None


def key_of(request: HttpRequest) -> str:
    """The browser's cart key, or an empty string."""
    key = request.COOKIES.get(KEY_COOKIE, "")
    return key if _KEY.match(key) else ""


def merge_at_sign_in(request: HttpRequest, user: Any, **_signal: Any) -> None:
    """Receiver of Django's sign-in signal: what the browser chose goes into the member's cart."""
    key = key_of(request) if request is not None else ""
    if key:
        cart.merge(member_id=user.pk, session_key=key)


def owner_to_write(request: HttpRequest) -> CartOwner:
    """The owner, with a new key for a browser that has none yet."""
    return owner_of(request) or CartOwner(session_key=new_id().hex)


def remember(response: HttpResponse, owner: CartOwner, count: int) -> None:
    """Keep the browser's key and its count; a member's cart needs neither."""
    if owner.member_id is not None:
        response.delete_cookie(KEY_COOKIE, samesite="Lax")
        keep(response, CART_COOKIE, "")
        return
    keep(response, KEY_COOKIE, owner.session_key)
    keep(response, CART_COOKIE, str(count) if count else "", script=True)


def count_of(owner: CartOwner | None) -> int:
    """How many things are in the cart."""
    return trade.cart_count(owner) if owner else 0
