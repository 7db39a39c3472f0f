"""Sellers as everybody sees them, with the facts that their orders have made."""

from datetime import datetime
from uuid import UUID

from django.http import HttpRequest
from ninja import Query, Schema

from fondaco.kernel.errors import NotFound
from fondaco.market.members import queries as members
from fondaco.market.members.values import SellerView
from fondaco.market.trade import queries as trade
from fondaco.market.trust import queries as trust
from fondaco.market.web.api.door import Resource
from fondaco.market.web.api.resources.cart import CountryAsked
from fondaco.market.web.api.resources.shop import ShippingOptions
from fondaco.market.web.api.shapes import shipping

router = Resource()


class Facts(Schema):
    """What is known of a seller. Shares are basis points, null while nothing was counted."""

    months_on_platform: int
    completed_orders: int
    completed_orders_12m: int
    ratings: int
    positive_share_bps: int | None
    positive_low_bps: int
    positive_high_bps: int
    on_time_dispatch_bps: int | None
    on_time_delivery_bps: int | None
    median_first_answer_s: int | None
    answered_24h_bps: int | None
    cases_per_100: float | None
    refunds_per_100: float | None
    is_new: bool
    score: int


class Seller(Schema):
    """A seller who may sell, or could until they were frozen."""

    seller_id: UUID
    slug: str
    name: str
    kind: str
    country: str
    city: str
    story: str
    status: str
    tier: str
    verified_at: datetime | None
    verified_facts: list[str]
    facts: Facts


def public_seller(seller_id: UUID) -> SellerView:
    """The seller if the public may see them; raises :class:`NotFound`."""
    view = members.seller(seller_id)
    if view.status not in {"verified", "frozen"}:
        raise NotFound("There is no such seller.", code="seller_not_found")
    return view


@router.read("/sellers/{uuid:seller_id}", Seller)
def get_seller(request: HttpRequest, seller_id: UUID) -> Seller:
    """A seller and what is known of them."""
    view = public_seller(seller_id)
    known = trust.seller_facts(seller_id)
    return Seller(
        seller_id=view.id,
        slug=view.slug,
        name=view.name,
        kind=view.kind,
        country=view.country,
        city=view.city,
        story=view.story,
        status=view.status,
        tier=view.tier,
        verified_at=view.verified_at,
        verified_facts=list(view.verified_facts),
        facts=Facts(**{name: getattr(known, name) for name in Facts.model_fields}),
    )


@router.read("/sellers/{uuid:seller_id}/shipping-options", ShippingOptions)
def list_seller_shipping(
    request: HttpRequest, seller_id: UUID, asked: Query[CountryAsked]
) -> ShippingOptions:
    """How a seller ships, to one country or to all."""
    public_seller(seller_id)
    found = trade.shipping_options([seller_id], asked.country or "")[seller_id]
    return ShippingOptions(items=[shipping(option) for option in found])
