"""Who calls an operation. The access table has let nobody else this far."""

from uuid import UUID

from django.conf import settings
from django.http import HttpRequest
from ninja.security import APIKeyCookie, HttpBearer

from fondaco.kernel.audit import Actor
from fondaco.kernel.errors import NotAllowed
from fondaco.market.web.shell.access import Visitor, visitor_of


class Key(HttpBearer):
    """An API key: ``Authorization: Bearer fondaco_…``, made under “You → API keys”."""

    def authenticate(self, request: HttpRequest, token: str) -> Visitor | None:
        visitor = visitor_of(request)
        return visitor if visitor.api_key is not None else None


class Session(APIKeyCookie):
    """The session of a signed-in browser; writes need the CSRF token in ``X-CSRFToken``."""

    param_name = settings.SESSION_COOKIE_NAME

    def authenticate(self, request: HttpRequest, key: str | None) -> Visitor | None:
        visitor = visitor_of(request)
        signed_in = visitor.member_id is not None and visitor.api_key is None
        return visitor if signed_in else None


MEMBER = (Key(), Session())
"""For ``auth=``: either way in."""

IN_PERSON = Session()
"""For ``auth=``: what asks for a fresh proof of who it is, which no key can give."""


def member_of(request: HttpRequest) -> UUID:
    """The member in whose name the request is made."""
    member_id = visitor_of(request).member_id
    if member_id is None:
        raise AssertionError("the access table asks for a member")
    return member_id


def shop_of(request: HttpRequest) -> UUID:
    """The seller for whom the member works."""
    seller_id = visitor_of(request).seller_id
    if seller_id is None:
        raise NotAllowed("You do not work for a shop.", code="no_shop")
    return seller_id


def actor_of(request: HttpRequest, kind: str = "member") -> Actor:
    """Who acts, for the audit log."""
    return Actor(kind, member_of(request))
