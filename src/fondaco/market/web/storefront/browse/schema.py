"""schema.org data of a listing: Product, Offer, shipping, rating."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest

from fondaco.market.catalogue.rules.markup import plain_text
from fondaco.market.catalogue.values import ListingView
from fondaco.market.members.values import SellerView
from fondaco.market.web.storefront.browse.delivery import Way
from fondaco.market.web.storefront.browse.facts import RatingWords
from fondaco.money.amount import Money

_CONDITIONS = {"new": "New", "used": "Used", "refurbished": "Refurbished"}


def site() -> dict[str, Any]:
    """The shop itself, with its search, for the first page."""
    origin = str(settings.MARKET_URL)
    return {
        "@type": "WebSite",
        "name": "Fondaco",
        "url": origin + "/",
        "potentialAction": {
            "@type": "SearchAction",
            "target": origin + "/search/?q={search_term_string}",
            "query-input": "required name=search_term_string",
        },
    }


def product(
    request: HttpRequest,
    view: ListingView,
    seller: SellerView,
    way: Way | None,
    to: str,
    rating: RatingWords | None,
) -> dict[str, Any]:
    """The listing for search engines; prices as decimals in the listing's currency."""
    origin = str(settings.MARKET_URL)
    data: dict[str, Any] = {
        "@type": "Product",
        "name": view.title,
        "description": plain_text(view.description_html)[:500],
        "image": [origin + picture.large for picture in view.pictures],
        "url": origin + view.path,
        "category": view.category.name,
    }
    if view.brand:
        data["brand"] = {"@type": "Brand", "name": view.brand}
    if view.gtin:
        data["gtin"] = view.gtin
    if view.mpn:
        data["mpn"] = view.mpn
    if rating:
        data["aggregateRating"] = {
            "@type": "AggregateRating",
            "ratingValue": rating.value,
            "reviewCount": rating.count,
        }
    offers = [
        _offer(view, variant.sku, variant.price_minor, variant.available, seller, way, to)
        for variant in view.variants
    ]
    if offers:
        data["offers"] = offers[0] if len(offers) == 1 else offers
    return data


def _offer(
    view: ListingView,
    sku: str,
    price_minor: int,
    available: int,
    seller: SellerView,
    way: Way | None,
    to: str,
) -> dict[str, Any]:
    in_stock = view.status == "live" and available > 0
    offer: dict[str, Any] = {
        "@type": "Offer",
        "sku": sku,
        "price": str(Money(price_minor, view.currency).to_decimal()),
        "priceCurrency": view.currency,
        "availability": f"https://schema.org/{'InStock' if in_stock else 'OutOfStock'}",
        "itemCondition": f"https://schema.org/{_CONDITIONS[view.condition]}Condition",
        "seller": {"@type": "Organization", "name": seller.name},
    }
    if way is not None:
        offer["shippingDetails"] = {
            "@type": "OfferShippingDetails",
            "shippingRate": {
                "@type": "MonetaryAmount",
                "value": str(Money(way.price_minor, way.currency).to_decimal()),
                "currency": way.currency,
            },
            "shippingDestination": {"@type": "DefinedRegion", "addressCountry": to},
        }
    return offer
