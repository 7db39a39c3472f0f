"""The same product at its sellers, and listings side by side: total price and when it comes."""

from dataclasses import dataclass
from typing import Annotated
from uuid import UUID

from django.http import HttpRequest
from ninja import Query

from fondaco.kernel import clock
from fondaco.market.catalogue import queries
from fondaco.market.catalogue.values import ListingView
from fondaco.market.members import queries as members
from fondaco.market.members.values import SellerView
from fondaco.market.trade import queries as trade
from fondaco.market.trade.rules.shipping import delivery_window
from fondaco.market.trade.rules.shipping import price as shipping_price
from fondaco.market.trade.values import ShippingOption
from fondaco.market.web.api.door import Resource
from fondaco.market.web.api.resources.catalogue import (
    MOST_COMPARED,
    Comparison,
    Difference,
    Offer,
    Offers,
    public_listing,
)
from fondaco.market.web.api.shapes import Country

router = Resource()


@dataclass(frozen=True, slots=True)
class _Goods:
    """What an offer is about."""

    listing_id: UUID
    variant_id: UUID | None
    seller_id: UUID
    title: str
    condition: str
    available: int
    price_minor: int
    currency: str


@router.read("/listings/{uuid:listing_id}/offers", Offers)
def list_offers(request: HttpRequest, listing_id: UUID, country: Country) -> Offers:
    """The same product at every seller, with what it costs delivered to ``country``."""
    public_listing(listing_id)
    goods = [
        _Goods(
            offer.listing_id,
            offer.variant_id,
            offer.seller_id,
            offer.title,
            offer.condition,
            offer.available,
            offer.price_minor,
            offer.currency,
        )
        for offer in queries.offers_of_same_product(listing_id)
    ]
    return Offers(country=country, items=sorted(_offers(goods, country), key=_rank))


@router.read("/compare", Comparison)
def compare(
    request: HttpRequest,
    listing_id: Annotated[list[UUID], Query(..., min_length=1, max_length=MOST_COMPARED)],
    country: Country,
) -> Comparison:
    """Up to four listings side by side, in the order asked for; others are left out."""
    views = queries.listings(listing_id)
    chosen = [views[each] for each in dict.fromkeys(listing_id) if each in views]
    chosen = [view for view in chosen if view.status == "live" and view.variants]
    offers = _offers([_cheapest(view) for view in chosen], country)
    return Comparison(country=country, items=offers, specs=_differences(chosen))


def _cheapest(view: ListingView) -> _Goods:
    variant = min(view.variants, key=lambda each: (each.available <= 0, each.price_minor))
    return _Goods(
        view.id,
        variant.id,
        view.seller_id,
        view.title,
        view.condition,
        variant.available,
        variant.price_minor,
        view.currency,
    )


def _offers(goods: list[_Goods], country: str) -> list[Offer]:
    sellers = members.sellers({each.seller_id for each in goods})
    options = trade.shipping_options(sellers.keys(), country)
    return [
        _offer(each, sellers[each.seller_id], options[each.seller_id])
        for each in goods
        if each.seller_id in sellers and sellers[each.seller_id].status == "verified"
    ]


def _offer(goods: _Goods, seller: SellerView, options: list[ShippingOption]) -> Offer:
    priced = [
        (shipping_price(option.list_price_minor, option.free_from_minor, goods.price_minor), option)
        for option in options
        if option.currency == goods.currency
    ]
    cheapest = min(priced, key=lambda pair: (pair[0], pair[1].window_days[1]), default=None)
    first = last = None
    if cheapest is not None:
        first, last = delivery_window(clock.now(), cheapest[1].window_days, seller.country)
    return Offer(
        listing_id=goods.listing_id,
        variant_id=goods.variant_id,
        seller_id=seller.id,
        seller_name=seller.name,
        seller_country=seller.country,
        seller_tier=seller.tier,
        title=goods.title,
        condition=goods.condition,
        available=max(goods.available, 0),
        price_minor=goods.price_minor,
        shipping_minor=cheapest[0] if cheapest else None,
        total_minor=goods.price_minor + cheapest[0] if cheapest else None,
        currency=goods.currency,
        shipping_name=cheapest[1].name if cheapest else "",
        first_date=first,
        last_date=last,
    )


def _rank(offer: Offer) -> tuple[bool, bool, int]:
    total = offer.total_minor
    return not offer.available, total is None, offer.price_minor if total is None else total


def _differences(chosen: list[ListingView]) -> list[Difference]:
    names: dict[str, str] = {}
    for view in chosen:
        for name, _value in view.specs:
            names.setdefault(name.casefold(), name)
    found = []
    for key, name in names.items():
        values = [
            next((value for each, value in view.specs if each.casefold() == key), "")
            for view in chosen
        ]
        differs = len({value.casefold() for value in values}) > 1
        found.append(Difference(name=name, values=values, differs=differs))
    return sorted(found, key=lambda difference: not difference.differs)
