"""Looking for things: search, categories, listings, the same product elsewhere, comparison."""

from datetime import date, datetime
from typing import Annotated, Any, Literal
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from ninja import Query, Schema
from pydantic import Field

from fondaco.kernel.errors import NotFound
from fondaco.market.catalogue import queries
from fondaco.market.catalogue.values import (
    ListingCard,
    ListingView,
    PictureView,
    SearchQuery,
)
from fondaco.market.web.api.door import Resource, tagged
from fondaco.market.web.api.paging import Cursor, next_cursor, page_of
from fondaco.market.web.api.shapes import Country, Minor, Pair, Picture, pairs

router = Resource()
MOST_COMPARED = 4


class Card(Schema):
    """A listing in a list; ``price_minor`` is its cheapest variant's."""

    listing_id: UUID
    path: str
    title: str
    brand: str
    seller_id: UUID
    price_minor: int
    compare_at_minor: int | None
    currency: str
    in_stock: bool
    condition: str
    rating_x100: int
    rating_count: int
    offers_of_same_product: int
    picture: Picture | None


class Facet(Schema):
    """A value by which the found listings can be narrowed, with how many have it."""

    value: str
    count: int


class Found(Schema):
    """A page of found listings. ``did_you_mean`` is the mended text that was searched for."""

    items: list[Card]
    total: int
    total_is_at_least: bool
    did_you_mean: str
    categories: list[Facet]
    brands: list[Facet]
    conditions: list[Facet]
    countries: list[Facet]
    next_cursor: str | None


class Asked(Schema):
    """What is looked for. Lists mean “one of these”."""

    q: str = Field("", max_length=200, description="Words; mistyped ones are mended.")
    category: str = Field("", max_length=80, description="Slug of a category.")
    price_min_minor: Minor | None = None
    price_max_minor: Minor | None = None
    brand: list[Annotated[str, Field(max_length=80)]] = Field([], max_length=20)
    condition: list[Literal["new", "used", "refurbished"]] = Field([], max_length=3)
    country: list[Country] = Field([], max_length=20)
    in_stock: bool = False
    rating_from_x100: int = Field(0, ge=0, le=500)
    seller_id: UUID | None = None
    sort: Literal["relevance", "newest", "price", "price_desc"] = "relevance"


class Category(Schema):
    """A category with those below it."""

    slug: str
    name: str
    children: list["Category"] = []


class Categories(Schema):
    """All categories."""

    items: list[Category]


class Variant(Schema):
    """One thing to buy; ``available`` is what can be bought now."""

    variant_id: UUID
    sku: str
    options: list[Pair]
    price_minor: int
    compare_at_minor: int | None
    available: int
    weight_grams: int


class Listing(Schema):
    """A listing in its current version."""

    listing_id: UUID
    version: int
    version_id: UUID
    seller_id: UUID
    path: str
    title: str
    description_html: str
    brand: str
    gtin: str
    mpn: str
    condition: str
    category: str
    specs: list[Pair]
    pictures: list[Picture]
    variants: list[Variant]
    currency: str
    published_at: datetime | None


class Offer(Schema):
    """What a product costs at one seller, delivered to the country asked about.

    ``total_minor`` and the window are null when the seller does not ship there.
    """

    listing_id: UUID
    variant_id: UUID | None
    seller_id: UUID
    seller_name: str
    seller_country: str
    seller_tier: str
    title: str
    condition: str
    available: int
    price_minor: int
    shipping_minor: int | None
    total_minor: int | None
    currency: str
    shipping_name: str
    first_date: date | None
    last_date: date | None


class Offers(Schema):
    """Offers, what can be bought and shipped first, then by total."""

    country: str
    items: list[Offer]


class Difference(Schema):
    """One specification of the compared listings; ``values`` in their order."""

    name: str
    values: list[str]
    differs: bool


class Comparison(Schema):
    """Listings side by side."""

    country: str
    items: list[Offer]
    specs: list[Difference]


def picture(view: PictureView) -> Picture:
    """A picture as a shape."""
    return Picture(
        alt=view.alt,
        width=view.width,
        height=view.height,
        small=view.small,
        medium=view.medium,
        large=view.large,
    )


def card(view: ListingCard) -> Card:
    """A listing card as a shape."""
    return Card(
        listing_id=view.listing_id,
        path=view.path,
        title=view.title,
        brand=view.brand,
        seller_id=view.seller_id,
        price_minor=view.price_minor,
        compare_at_minor=view.compare_at_minor,
        currency=view.currency,
        in_stock=view.in_stock,
        condition=view.condition,
        rating_x100=view.rating_x100,
        rating_count=view.rating_count,
        offers_of_same_product=view.offers_of_same_product,
        picture=picture(view.picture) if view.picture else None,
    )


@router.read("/search", Found)
def search(request: HttpRequest, asked: Query[Asked], cursor: Cursor = "") -> Found:
    """Find listings that are for sale."""
    found = queries.search(
        SearchQuery(
            text=asked.q.replace("\x00", ""),
            category=asked.category,
            price_min_minor=asked.price_min_minor,
            price_max_minor=asked.price_max_minor,
            brands=tuple(asked.brand),
            conditions=tuple(asked.condition),
            countries=tuple(asked.country),
            in_stock=asked.in_stock,
            rating_from_x100=asked.rating_from_x100,
            seller_id=asked.seller_id,
            sort=asked.sort,
            page=page_of(cursor),
        )
    )
    facets = found.facets
    return Found(
        items=[card(each) for each in found.cards],
        total=found.total,
        total_is_at_least=found.total_is_at_least,
        did_you_mean=found.did_you_mean,
        categories=_facets(facets.categories),
        brands=_facets(facets.brands),
        conditions=_facets(facets.conditions),
        countries=_facets(facets.countries),
        next_cursor=next_cursor(found.page, found.page < found.last_page),
    )


def _facets(values: Any) -> list[Facet]:
    return [Facet(value=each.value, count=each.count) for each in values]


@router.read("/categories", Categories)
def list_categories(request: HttpRequest) -> Categories:
    """All categories, as a tree."""
    return Categories(items=[_category(node) for node in queries.categories()])


def _category(node: Any) -> Category:
    below = [_category(child) for child in node.children]
    return Category(slug=node.slug, name=node.name, children=below)


def public_listing(listing_id: UUID) -> ListingView:
    """The listing if the public may see it; raises :class:`NotFound`."""
    view = queries.listing(listing_id)
    if view.status != "live":
        raise NotFound("There is no such listing.", code="listing_not_found")
    return view


@router.read("/listings/{uuid:listing_id}", Listing)
def get_listing(request: HttpRequest, response: HttpResponse, listing_id: UUID) -> Any:
    """One listing that is for sale."""
    view = public_listing(listing_id)
    shape = Listing(
        listing_id=view.id,
        version=view.version,
        version_id=view.version_id,
        seller_id=view.seller_id,
        path=view.path,
        title=view.title,
        description_html=view.description_html,
        brand=view.brand,
        gtin=view.gtin,
        mpn=view.mpn,
        condition=view.condition,
        category=view.category.slug,
        specs=pairs(view.specs),
        pictures=[picture(each) for each in view.pictures],
        variants=[
            Variant(
                variant_id=each.id,
                sku=each.sku,
                options=pairs(each.options),
                price_minor=each.price_minor,
                compare_at_minor=each.compare_at_minor,
                available=max(each.available, 0),
                weight_grams=each.weight_grams,
            )
            for each in view.variants
        ],
        currency=view.currency,
        published_at=view.published_at,
    )
    return tagged(request, response, shape)
