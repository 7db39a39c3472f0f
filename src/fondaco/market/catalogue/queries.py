"""The catalogue's reads. Each says how many statements it takes."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any
from uuid import UUID

from django.core.cache import cache
from django.db import connection
from django.db.models import OuterRef, Q, Subquery
from django.utils.translation import gettext as _

from fondaco.kernel.errors import NotFound
from fondaco.market.catalogue.models import (
    Category,
    Listing,
    ListingVersion,
    Picture,
    PictureUse,
    PricePoint,
    SearchDocument,
    Variant,
)
from fondaco.market.catalogue.reports import all_findings as all_findings
from fondaco.market.catalogue.reports import import_report as import_report
from fondaco.market.catalogue.reports import imports_of_seller as imports_of_seller
from fondaco.market.catalogue.rules.listing import option_text
from fondaco.market.catalogue.search.documents import card_of
from fondaco.market.catalogue.search.door import search as search
from fondaco.market.catalogue.search.door import stamp as stamp
from fondaco.market.catalogue.shelves import draft as draft
from fondaco.market.catalogue.shelves import export_csv as export_csv
from fondaco.market.catalogue.shelves import shelf as shelf
from fondaco.market.catalogue.values import (
    BuyableVariant,
    CardPage,
    CategoryNode,
    CategoryView,
    ListingCard,
    ListingView,
    Offer,
    PictureView,
    VariantView,
)

CATEGORIES_KEY = "catalogue:categories"
CATEGORIES_FOR_S = 60
PER_PAGE = 24
LOOKED_AT_A_PLACE = 40
"""So many of the newest listings are looked at for each place on the first page."""


def categories() -> tuple[CategoryNode, ...]:
    """The tree, names not translated; kept for a minute, else one statement."""
    tree: tuple[CategoryNode, ...] | None = cache.get(CATEGORIES_KEY)
    if tree is None:
        rows = list(Category.objects.order_by("position", "slug"))
        tree = tuple(
            CategoryNode(
                top.id,
                top.slug,
                top.name,
                tuple(
                    CategoryNode(row.id, row.slug, row.name)
                    for row in rows
                    if row.parent_id == top.id
                ),
            )
            for top in rows
            if top.parent_id is None
        )
        if rows:
            cache.set(CATEGORIES_KEY, tree, CATEGORIES_FOR_S)
    return tree


def category(slug: str) -> CategoryView:
    """One category by its slug; raises :class:`NotFound`. No statement when the tree is kept."""
    for top in categories():
        if top.slug == slug:
            return CategoryView(top.id, top.slug, top.name, ((top.slug, top.name),))
        for node in top.children:
            if node.slug == slug:
                path = ((top.slug, top.name), (node.slug, node.name))
                return CategoryView(node.id, node.slug, node.name, path)
    raise NotFound(_("There is no such category."))


def listing(listing_id: UUID, *, version_id: UUID | None = None) -> ListingView:
    """A listing, in its current version or an older one of its own. Two statements.

    Raises :class:`NotFound`. Shows any status: whether it may be seen is the door's to ask.
    """
    row = Listing.objects.select_related("version__category__parent").filter(id=listing_id).first()
    if row is None or row.version is None:
        raise NotFound(_("There is no such listing."))
    version = row.version
    if version_id is not None and version_id != version.id:
        older = (
            ListingVersion.objects.select_related("category__parent")
            .filter(id=version_id, listing_id=listing_id)
            .first()
        )
        if older is None:
            raise NotFound(_("There is no such version of this listing."))
        version = older
    variants = row.variants.filter(retired_at=None).order_by("position", "id")
    return _listing_view(row, version, variants)


def listings(listing_ids: Iterable[UUID]) -> dict[UUID, ListingView]:
    """Several listings by id; unknown ones are left out. Two statements."""
    rows = list(
        Listing.objects.select_related("version__category__parent").filter(id__in=set(listing_ids))
    )
    variants: dict[UUID, list[Variant]] = {row.id: [] for row in rows}
    for variant in Variant.objects.filter(listing__in=rows, retired_at=None).order_by(
        "position", "id"
    ):
        variants[variant.listing_id].append(variant)
    return {
        row.id: _listing_view(row, row.version, variants[row.id])
        for row in rows
        if row.version is not None
    }


def _listing_view(
    row: Listing, version: ListingVersion, variants: Iterable[Variant]
) -> ListingView:
    return ListingView(
        id=row.id,
        seller_id=row.seller_id,
        slug=row.slug,
        title=version.title,
        description_html=version.description_html,
        brand=version.brand,
        gtin=version.gtin,
        mpn=version.mpn,
        condition=version.condition,
        category=_category_view(version.category),
        specs=tuple((name, value) for name, value in version.specs),
        pictures=tuple(PictureView(**picture) for picture in version.pictures),
        variants=tuple(
            VariantView(
                id=variant.id,
                sku=variant.sku,
                options=tuple((name, value) for name, value in variant.options),
                price_minor=variant.price_minor,
                compare_at_minor=variant.compare_at_minor,
                available=variant.stock - variant.reserved,
                weight_grams=variant.weight_grams,
                picture_sha256=variant.picture_sha256,
                stock=variant.stock,
            )
            for variant in variants
        ),
        currency=row.currency,
        version=version.number,
        version_id=version.id,
        status=row.status,
        published_at=row.published_at,
        product_key=row.product_key,
        revision=row.revision,
    )


def _category_view(row: Category) -> CategoryView:
    own = (row.slug, row.name)
    path = ((row.parent.slug, row.parent.name), own) if row.parent else (own,)
    return CategoryView(row.id, row.slug, row.name, path)


_MARK = """
SELECT l.revision, COALESCE(SUM(v.stock), 0), COALESCE(SUM(v.reserved), 0)
FROM catalogue_listing l LEFT JOIN catalogue_variant v ON v.listing_id = l.id
WHERE l.id = %s GROUP BY l.revision"""


def mark_of(listing_id: UUID) -> tuple[int, int, int] | None:
    """(revision, stock, reserved): differs whenever what the page shows differs. One statement.

    Written out, because it is all that a ready-made page asks of the database.
    """
    with connection.cursor() as cursor:
        cursor.execute(_MARK, [Listing._meta.pk.get_db_prep_value(listing_id, connection)])
        row = cursor.fetchone()
    return None if row is None else (int(row[0]), int(row[1]), int(row[2]))


def buyable_variants(variant_ids: Iterable[UUID]) -> dict[UUID, BuyableVariant]:
    """What cart and checkout show, by variant id; unknown ids are left out. One statement.

    ``is_live`` is False for what cannot be bought now: paused, withdrawn, retired.
    """
    rows = Variant.objects.filter(id__in=set(variant_ids)).select_related(
        "listing__version__category"
    )
    return {row.id: _buyable(row, row.listing, row.listing.version) for row in rows}


def _buyable(row: Variant, listing: Listing, version: ListingVersion | None) -> BuyableVariant:
    assert version is not None  # noqa: S101 - a listing is stored with its first version
    first_picture = version.pictures[0]["sha256"] if version.pictures else ""
    return BuyableVariant(
        variant_id=row.id,
        listing_id=listing.id,
        version_id=version.id,
        seller_id=row.seller_id,
        title=version.title,
        option_text=option_text(tuple((name, value) for name, value in row.options)),
        sku=row.sku,
        price_minor=row.price_minor,
        currency=listing.currency,
        available=row.stock - row.reserved,
        weight_grams=row.weight_grams,
        picture_sha256=row.picture_sha256 or first_picture,
        category_id=version.category_id,
        category_slug=version.category.slug,
        gtin=version.gtin,
        brand=version.brand,
        mpn=version.mpn,
        condition=version.condition,
        is_live=listing.status == "live" and row.retired_at is None,
        slug=listing.slug,
    )


def snapshot(version_id: UUID, variant_id: UUID) -> dict[str, Any]:
    """What was promised, as plain JSON to keep with an order. Two statements.

    Raises :class:`NotFound` when variant and version are not of the same listing.
    """
    version = ListingVersion.objects.select_related("category").filter(id=version_id).first()
    variant = Variant.objects.select_related("listing").filter(id=variant_id).first()
    if version is None or variant is None or version.listing_id != variant.listing_id:
        raise NotFound(_("There is no such offer."))
    return {
        "listing_id": str(version.listing_id),
        "version_id": str(version.id),
        "version": version.number,
        "variant_id": str(variant.id),
        "seller_id": str(variant.seller_id),
        "title": version.title,
        "description_html": version.description_html,
        "specs": version.specs,
        "pictures": version.pictures,
        "brand": version.brand,
        "gtin": version.gtin,
        "mpn": version.mpn,
        "condition": version.condition,
        "category": version.category.slug,
        "options": variant.options,
        "sku": variant.sku,
        "price_minor": variant.price_minor,
        "currency": variant.listing.currency,
        "weight_grams": variant.weight_grams,
    }


def offers_of_same_product(listing_id: UUID, *, limit: int = 50) -> list[Offer]:
    """Live offers of exactly this product (GTIN, or brand and part number), cheapest first.

    The listing itself is among them; a listing without a product key has no others.
    Two statements.
    """
    key = Listing.objects.filter(id=listing_id).values_list("product_key", flat=True).first()
    # That a key is not empty is said again, since the index holds only those.
    same = Q(listing__product_key=key) & ~Q(listing__product_key="")
    chosen = same if key else Q(listing_id=listing_id)
    rows = (
        Variant.objects.filter(chosen, listing__status="live", retired_at=None)
        .select_related("listing__version")
        .order_by("price_minor", "id")[: limit * 4]
    )
    found: dict[UUID, Offer] = {}
    for row in rows:
        version = row.listing.version
        offer = Offer(
            listing_id=row.listing_id,
            variant_id=row.id,
            seller_id=row.seller_id,
            slug=row.listing.slug,
            title=version.title if version else "",
            price_minor=row.price_minor,
            currency=row.listing.currency,
            available=row.stock - row.reserved,
            condition=version.condition if version else "new",
        )
        kept = found.get(row.listing_id)
        if kept is None or (not kept.available and offer.available):
            found[row.listing_id] = offer
    return sorted(found.values(), key=lambda o: (o.available == 0, o.price_minor))[:limit]


def sellers_with_pictures_of(view: ListingView) -> int:
    """How many other sellers show one of the listing's pictures, re-encoded ones included.

    One statement.
    """
    alike = Picture.objects.filter(sha256__in=[picture.sha256 for picture in view.pictures]).values(
        "difference_hash"
    )
    return (
        PictureUse.objects.filter(picture__difference_hash__in=alike)
        .exclude(seller_id=view.seller_id)
        .values("seller_id")
        .distinct()
        .count()
    )


def newest(limit: int = 12) -> tuple[ListingCard, ...]:
    """The newest live listings that can be bought, sellers taking turns. Two statements."""
    newest_first = SearchDocument.objects.filter(is_live=True, in_stock=True).order_by("-number")
    looked_at = newest_first.values_list("number", "seller_id")[: limit * LOOKED_AT_A_PLACE]
    turns: dict[UUID, int] = {}
    ranked = []
    for number, seller_id in looked_at:
        turns[seller_id] = turns.get(seller_id, 0) + 1
        ranked.append((turns[seller_id], -number))
    chosen = [-number for _turn, number in sorted(ranked)[:limit]]
    rows = SearchDocument.objects.in_bulk(chosen)
    return tuple(card_of(rows[number]) for number in chosen if number in rows)


def category_faces(category_ids: Iterable[UUID]) -> dict[UUID, PictureView]:
    """A picture for each top category that has live listings: its newest one's. One statement."""
    of_category = SearchDocument.objects.filter(
        is_live=True, in_stock=True, parent_category_id=OuterRef("id")
    )
    newest_of = Category.objects.filter(id__in=set(category_ids)).annotate(
        newest=Subquery(of_category.order_by("-number").values("number")[:1])
    )
    rows = SearchDocument.objects.filter(number__in=newest_of.values("newest"))
    return {
        row.parent_category_id: PictureView(**row.picture)
        for row in rows
        if row.picture and row.parent_category_id
    }


def listings_of_seller(seller_id: UUID, page: int = 1) -> CardPage:
    """The seller's live listings, newest first. One statement."""
    start = (max(page, 1) - 1) * PER_PAGE
    rows = list(
        SearchDocument.objects.filter(seller_id=seller_id, is_live=True).order_by("-number")[
            start : start + PER_PAGE + 1
        ]
    )
    return CardPage(
        tuple(card_of(row) for row in rows[:PER_PAGE]), max(page, 1), len(rows) > PER_PAGE
    )


def cards(listing_ids: Iterable[UUID]) -> dict[UUID, ListingCard]:
    """Cards by listing id, of live listings only. One statement."""
    rows = SearchDocument.objects.filter(listing_id__in=set(listing_ids), is_live=True)
    return {row.listing_id: card_of(row) for row in rows}


def live_count() -> int:
    """How many listings are live. One statement."""
    return SearchDocument.objects.filter(is_live=True).count()


def price_history(variant_id: UUID, *, until: datetime) -> list[tuple[datetime, int]]:
    """(from when, minor units) of a variant, its latest 200 prices, oldest first. One statement."""
    points = (
        PricePoint.objects.filter(variant_id=variant_id, at__lte=until)
        .order_by("-at", "-id")
        .values_list("at", "price_minor")[:200]
    )
    return list(points)[::-1]
