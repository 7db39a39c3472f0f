"""How listings are laid down in rows: many at once, in a fixed number of statements."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from uuid import UUID

from django.utils.translation import gettext as _

from fondaco.kernel import clock
from fondaco.kernel.errors import Refusal
from fondaco.kernel.ids import new_id
from fondaco.market.catalogue.models import (
    Category,
    Listing,
    ListingVersion,
    PricePoint,
    Variant,
)
from fondaco.market.catalogue.rules.listing import (
    ListingDraft,
    PictureDraft,
    VariantDraft,
    product_key,
    slug_of,
)


def with_html(draft: ListingDraft, html: str) -> ListingDraft:
    """The draft with a sanitised description."""
    return replace(draft, description_html=html)


def store_new(
    seller_id: UUID,
    drafts: Sequence[tuple[ListingDraft, Category]],
    made_by: UUID | None,
    *,
    succeeds: UUID | None = None,
    status: str = "draft",
) -> list[UUID]:
    """Insert checked and cleaned drafts in four statements; returns the listings' ids."""
    moment = clock.now()
    listings, versions, variants = [], [], []
    for draft, category in drafts:
        listing = Listing(
            seller_id=seller_id,
            slug=slug_of(draft.title),
            status=status,
            currency=draft.currency,
            product_key=product_key(draft.gtin, draft.brand, draft.mpn),
            succeeds_id=succeeds,
            created_at=moment,
            published_at=moment if status == "live" else None,
        )
        listing.handle = draft.handle or str(listing.id)
        version = _version(listing, 1, draft, category, moment, made_by)
        listing.version = version
        listings.append(listing)
        versions.append(version)
        variants += [
            _variant(listing, position, item) for position, item in enumerate(draft.variants)
        ]
    # The database checks the foreign key to the version at commit.
    Listing.objects.bulk_create(listings)
    ListingVersion.objects.bulk_create(versions)
    Variant.objects.bulk_create(variants)
    PricePoint.objects.bulk_create(
        PricePoint(variant=variant, price_minor=variant.price_minor, at=moment)
        for variant in variants
    )
    return [listing.id for listing in listings]


def _version(
    listing: Listing,
    number: int,
    draft: ListingDraft,
    category: Category,
    moment: datetime,
    made_by: UUID | None,
) -> ListingVersion:
    return ListingVersion(
        id=new_id(),
        listing=listing,
        number=number,
        title=draft.title,
        description_html=draft.description_html,
        specs=[list(spec) for spec in draft.specs],
        pictures=[
            {
                "sha256": picture.sha256,
                "alt": picture.alt,
                "width": picture.width,
                "height": picture.height,
            }
            for picture in draft.pictures
        ],
        brand=draft.brand,
        gtin=draft.gtin,
        mpn=draft.mpn,
        category=category,
        condition=draft.condition,
        made_at=moment,
        made_by=made_by,
    )


def _variant(listing: Listing, position: int, draft: VariantDraft) -> Variant:
    return Variant(
        listing=listing,
        seller_id=listing.seller_id,
        sku=draft.sku,
        position=position,
        options=[list(option) for option in draft.options],
        price_minor=draft.price_minor,
        compare_at_minor=draft.compare_at_minor,
        stock=draft.stock,
        weight_grams=draft.weight_grams,
        picture_sha256=draft.picture_sha256,
    )


def draft_of(listing: Listing, variants: Sequence[Variant] | None = None) -> ListingDraft:
    """What is stored, as the draft that would store it again; variants are read if not given."""
    version = listing.version
    assert version is not None  # noqa: S101 - a listing is stored with its first version
    return ListingDraft(
        title=version.title,
        category=version.category.slug,
        currency=listing.currency,
        variants=tuple(
            VariantDraft(
                sku=variant.sku,
                price_minor=variant.price_minor,
                stock=variant.stock,
                options=tuple((name, value) for name, value in variant.options),
                compare_at_minor=variant.compare_at_minor,
                weight_grams=variant.weight_grams,
                picture_sha256=variant.picture_sha256,
            )
            for variant in (
                listing.variants.filter(retired_at=None).order_by("position", "id")
                if variants is None
                else variants
            )
        ),
        description_html=version.description_html,
        brand=version.brand,
        gtin=version.gtin,
        mpn=version.mpn,
        condition=version.condition,
        specs=tuple((name, value) for name, value in version.specs),
        pictures=tuple(PictureDraft(**picture) for picture in version.pictures),
        handle=listing.handle,
    )


def store_change(
    listing: Listing,
    current: ListingVersion,
    draft: ListingDraft,
    category: Category,
    made_by: UUID | None,
) -> bool:
    """Store what differs: a new version for new words, variants by SKU; whether anything did."""
    moment = clock.now()
    version = _version(listing, current.number + 1, draft, category, moment, made_by)
    changed = _words(version) != _words(current)
    if changed:
        version.save(force_insert=True)
        listing.version = version
        listing.slug = slug_of(draft.title)
        listing.product_key = product_key(draft.gtin, draft.brand, draft.mpn)
    if _store_variants(listing, draft.variants, moment) or changed:
        listing.revision += 1
        listing.save(update_fields=["version", "slug", "product_key", "revision"])
        return True
    return False


def _words(version: ListingVersion) -> tuple[object, ...]:
    return (
        version.title,
        version.description_html,
        version.specs,
        version.pictures,
        version.brand,
        version.gtin,
        version.mpn,
        version.category_id,
        version.condition,
    )


_VARIANT_COLUMNS = (
    "position",
    "options",
    "price_minor",
    "compare_at_minor",
    "stock",
    "weight_grams",
    "picture_sha256",
)


def _store_variants(listing: Listing, drafts: Sequence[VariantDraft], moment: datetime) -> bool:
    rows = {
        row.sku: row
        for row in listing.variants.select_for_update().filter(retired_at=None).order_by("id")
    }
    added, changed, priced = [], [], []
    for position, draft in enumerate(drafts):
        row = rows.pop(draft.sku, None)
        wanted = _variant(listing, position, draft)
        if row is None:
            added.append(wanted)
            priced.append(wanted)
            continue
        wanted.stock = _counted_stock(row, draft)
        if row.price_minor != wanted.price_minor:
            priced.append(row)
        if any(getattr(row, name) != getattr(wanted, name) for name in _VARIANT_COLUMNS):
            for name in _VARIANT_COLUMNS:
                setattr(row, name, getattr(wanted, name))
            changed.append(row)
    for row in rows.values():
        row.retired_at = moment
    Variant.objects.bulk_update(rows.values(), ["retired_at"])
    Variant.objects.bulk_create(added)
    Variant.objects.bulk_update(changed, _VARIANT_COLUMNS)
    PricePoint.objects.bulk_create(
        PricePoint(variant=variant, price_minor=variant.price_minor, at=moment)
        for variant in priced
    )
    return bool(added or changed or rows)


def _counted_stock(row: Variant, draft: VariantDraft) -> int:
    """The new stock: a change against what the seller saw, so that no sale is undone."""
    stock = draft.stock
    if draft.stock_seen is not None:
        stock = max(row.stock + draft.stock - draft.stock_seen, 0)
    if stock < row.reserved:
        raise Refusal(
            "stock_reserved",
            _("%(count)d of %(sku)s are already ordered and being paid for.")
            % {"count": row.reserved, "sku": row.sku},
            not_done=_("The listing was not saved."),
            next_step=_("Enter a stock of at least as many."),
            field="variants",
        )
    return stock
