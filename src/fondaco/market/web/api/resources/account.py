"""Who one is here, and one's keys. Keys are made on the page “You → API keys” only."""

from datetime import datetime
from uuid import UUID

from django.http import HttpRequest
from ninja import Schema

from fondaco.kernel import clock
from fondaco.market.members import keys, queries
from fondaco.market.web.api.door import Resource
from fondaco.market.web.api.shapes import Address, Done
from fondaco.market.web.api.who import MEMBER, member_of
from fondaco.market.web.shell.access import Role, visitor_of

router = Resource()


class SavedAddress(Schema):
    """An address that the member keeps."""

    address_id: UUID
    address: Address
    is_default: bool


class Me(Schema):
    """The member, their roles, and the shop they work for."""

    member_id: UUID
    email: str
    display_name: str
    country: str
    language: str
    currency: str
    joined_at: datetime
    has_second_factor: bool
    roles: list[str]
    seller_id: UUID | None
    addresses: list[SavedAddress]


class ApiKey(Schema):
    """A key; its text is never told again."""

    key_id: UUID
    name: str
    start: str
    scopes: list[str]
    made_at: datetime
    used_at: datetime | None
    lapses_at: datetime


class ApiKeys(Schema):
    """Keys that work, newest first."""

    items: list[ApiKey]


@router.read("/me", Me, auth=MEMBER)
def get_me(request: HttpRequest) -> Me:
    """Who asks."""
    visitor = visitor_of(request)
    member = queries.member(member_of(request))
    return Me(
        member_id=member.id,
        email=member.email,
        display_name=member.display_name,
        country=member.country,
        language=member.language,
        currency=member.currency,
        joined_at=member.joined_at,
        has_second_factor=member.has_second_factor,
        roles=sorted(role.value for role in visitor.roles - {Role.ANYONE}),
        seller_id=visitor.seller_id,
        addresses=[
            SavedAddress(
                address_id=saved.id,
                address=Address.of(saved.address),
                is_default=saved.is_default,
            )
            for saved in queries.addresses(member.id)
        ],
    )


@router.read("/keys", ApiKeys, auth=MEMBER)
def list_keys(request: HttpRequest) -> ApiKeys:
    """The member's keys."""
    return ApiKeys(
        items=[
            ApiKey(
                key_id=key.id,
                name=key.name,
                start=key.start,
                scopes=list(key.scopes),
                made_at=key.made_at,
                used_at=key.used_at,
                lapses_at=key.lapses_at,
            )
            for key in keys.keys_of(member_of(request))
        ]
    )


@router.write("DELETE", "/keys/{uuid:key_id}", Done, auth=MEMBER)
def revoke_key(request: HttpRequest, key_id: UUID) -> Done:
    """End a key, also the one that asks."""
    keys.revoke(member_id=member_of(request), key_id=key_id)
    return Done(at=clock.now())
