"""From a listing to its search document, and from a document to a card."""

from collections.abc import Sequence

from fondaco.market.catalogue.models import Listing, SearchDocument, Variant
from fondaco.market.catalogue.rules.markup import plain_text
from fondaco.market.catalogue.rules.terms import terms
from fondaco.market.catalogue.search.protocol import IndexedText
from fondaco.market.catalogue.values import ListingCard, PictureView

BODY_TERMS = 400


def card_of(row: SearchDocument, offers: int = 1) -> ListingCard:
    """The card of a document."""
    return ListingCard(
        listing_id=row.listing_id,
        slug=row.slug,
        title=row.title,
        seller_id=row.seller_id,
        brand=row.brand,
        price_minor=row.price_minor,
        compare_at_minor=row.compare_at_minor,
        currency=row.currency,
        picture=PictureView(**row.picture) if row.picture else None,
        in_stock=row.in_stock,
        offers_of_same_product=offers,
        rating_x100=row.rating_x100,
        rating_count=row.rating_count,
        condition=row.condition,
    )


def fill(document: SearchDocument, listing: Listing, variants: Sequence[Variant]) -> None:
    """Write what the listing is now into its document. ``variants`` is not empty."""
    version = listing.version
    assert version is not None  # noqa: S101 - a listing is stored with its first version
    buyable = [v for v in variants if v.stock > v.reserved] or list(variants)
    cheapest = min(buyable, key=lambda variant: variant.price_minor)
    document.seller_id = listing.seller_id
    document.category_id = version.category_id
    document.parent_category_id = version.category.parent_id
    document.is_live = listing.status == "live"
    document.title = version.title
    document.slug = listing.slug
    document.brand = version.brand
    document.condition = version.condition
    document.price_minor = cheapest.price_minor
    document.compare_at_minor = cheapest.compare_at_minor
    document.currency = listing.currency
    document.in_stock = any(variant.stock > variant.reserved for variant in variants)
    document.product_key = listing.product_key
    document.picture = version.pictures[0] if version.pictures else None
    document.published_at = listing.published_at or listing.created_at


def text_of(document: SearchDocument, listing: Listing, variants: Sequence[Variant]) -> IndexedText:
    """The listing's words, the weightier ones apart."""
    version = listing.version
    assert version is not None  # noqa: S101 - a listing is stored with its first version
    category = version.category
    parent = category.parent.name if category.parent else ""
    names = [version.brand, category.name, parent, version.mpn, version.gtin]
    details = [value for _name, value in version.specs]
    details += [value for variant in variants for _name, value in variant.options]
    details += [variant.sku for variant in variants]
    body = terms(plain_text(version.description_html))[:BODY_TERMS]
    return IndexedText(
        number=document.number,
        title=" ".join(terms(version.title)),
        names=" ".join(terms(" ".join(names))),
        details=" ".join(dict.fromkeys(terms(" ".join(details)))),
        body=" ".join(body),
    )
