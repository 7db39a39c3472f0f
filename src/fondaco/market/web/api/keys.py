"""Reads the API key of a request: ``Authorization: Bearer fondaco_…``."""

from django.http import HttpRequest

from fondaco.market.members import keys
from fondaco.market.members import queries as members
from fondaco.market.web.shell.access import ApiKey


def read(request: HttpRequest) -> ApiKey | None:
    """The working key that the request carries, or None."""
    scheme, _, secret = request.headers.get("Authorization", "").partition(" ")
    found = keys.key_by_secret(secret.strip()) if scheme.lower() == "bearer" else None
    if found is None:
        return None
    staff = members.staff_of(found.member_id)
    return ApiKey(
        key_id=found.id,
        member_id=found.member_id,
        seller_id=staff.seller_id if staff else None,
        scopes=frozenset(found.scopes),
    )
