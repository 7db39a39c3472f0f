"""The signed-in member of a request."""

from uuid import UUID

from django.http import HttpRequest

from fondaco.market.web.shell.access import visitor_of


def member_of(request: HttpRequest) -> UUID:
    """The member; the access table lets nobody else this far."""
    member_id = visitor_of(request).member_id
    if member_id is None:
        raise AssertionError("the access table asks for a member")
    return member_id
