"""One chunk of an import, stored: new listings in bulk, known ones changed where they differ."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from uuid import UUID

from django.db import transaction

from fondaco.kernel.errors import Refusal
from fondaco.kernel.text import marked as _
from fondaco.market.catalogue.actions import storing
from fondaco.market.catalogue.models import (
    Category,
    Import,
    ImportedProduct,
    Listing,
    Variant,
)
from fondaco.market.catalogue.rules.listing import ListingDraft, becomes_another, problems
from fondaco.market.catalogue.rules.shopify import Product
from fondaco.market.catalogue.search.indexing import index_many
from fondaco.market.members import queries as members


@dataclass(slots=True)
class Chunk:
    """Products on their way in, and what became of each: (product, outcome, listing id)."""

    row: Import
    products: Sequence[Product]
    outcomes: list[tuple[Product, str, UUID | None]] = field(default_factory=list)

    def end(self, product: Product, outcome: str, listing_id: UUID | None = None) -> None:
        """Note what became of a product."""
        self.outcomes.append((product, outcome, listing_id))

    def count(self, outcome: str) -> int:
        """How many products ended so."""
        return sum(ended == outcome for _product, ended, _id in self.outcomes)

    @property
    def changed_listings(self) -> list[UUID]:
        """Ids of the listings that were made or changed."""
        return [
            listing_id
            for _product, outcome, listing_id in self.outcomes
            if listing_id is not None and outcome in {"created", "updated"}
        ]


def store_products(chunk: Chunk) -> None:
    """Store the chunk within the caller's transaction; a dry run stores outcomes only."""
    row = chunk.row
    _refuse_repeated(chunk)
    fit = [product for product in chunk.products if product.draft is not None]
    known = _known_listings(row.seller_id, fit)
    _refuse_taken_skus(row.seller_id, fit, known)
    categories = {category.slug: category for category in Category.objects.all()}
    may_publish = row.publish and members.seller(row.seller_id).status == "verified"
    new: list[tuple[Product, ListingDraft]] = []
    for product in chunk.products:
        if product.draft is None or product.is_refused:
            chunk.end(product, "refused")
        elif product.handle in known:
            _change(chunk, product, known[product.handle], categories)
        elif row.dry_run:
            chunk.end(product, "created")
        else:
            new.append((product, product.draft))
    for live in (True, False):
        some = [pair for pair in new if _goes_live(*pair, may_publish) is live]
        ids = storing.store_new(
            row.seller_id,
            [(draft, categories[draft.category]) for _product, draft in some],
            row.started_by,
            status="live" if live else "draft",
        )
        for (product, _draft), listing_id in zip(some, ids, strict=True):
            chunk.end(product, "created", listing_id)
    index_many(chunk.changed_listings)
    ImportedProduct.objects.bulk_create(
        ImportedProduct(
            listing_import=row,
            handle=product.handle,
            line=product.line,
            outcome=outcome,
            listing_id=listing_id,
        )
        for product, outcome, listing_id in chunk.outcomes
        if product.handle and not _is_repetition(product)
    )


def _goes_live(product: Product, draft: ListingDraft, may_publish: bool) -> bool:
    blocked = any(problem.severity == "blocks" for problem in problems(draft))
    return may_publish and product.wants_publishing and not blocked


def _is_repetition(product: Product) -> bool:
    return any(finding.code == "handle_repeated" for finding in product.findings)


def _refuse_repeated(chunk: Chunk) -> None:
    """A handle that comes again later in the file is not the same product twice."""
    handles = {product.handle for product in chunk.products if product.handle}
    seen = dict(
        ImportedProduct.objects.filter(listing_import=chunk.row, handle__in=handles).values_list(
            "handle", "line"
        )
    )
    for product in chunk.products:
        if product.handle in seen:
            product.add(
                product.line,
                "Handle",
                "handle_repeated",
                _("This handle was there before, at line %(before)d: keep its rows together."),
                before=seen[product.handle],
            )
            product.draft = None
        elif product.handle:
            seen[product.handle] = product.line


def _known_listings(seller_id: UUID, fit: Sequence[Product]) -> dict[str, Listing]:
    rows = (
        Listing.objects.select_for_update(of=("self",))
        .select_related("version__category")
        .filter(seller_id=seller_id, handle__in={product.handle for product in fit})
        .exclude(status="withdrawn")
        .order_by("id")
    )
    return {row.handle: row for row in rows}


def _refuse_taken_skus(seller_id: UUID, fit: Sequence[Product], known: dict[str, Listing]) -> None:
    """An SKU names one thing: not two of this chunk, nor one of another listing."""
    skus = {variant.sku for p in fit if p.draft for variant in p.draft.variants}
    owners = dict(
        Variant.objects.filter(seller_id=seller_id, sku__in=skus, retired_at=None).values_list(
            "sku", "listing__handle"
        )
    )
    for product in fit:
        if product.draft is None:
            continue
        for place, variant in enumerate(product.draft.variants):
            if owners.setdefault(variant.sku, product.handle) != product.handle:
                line = product.variant_lines[place] if product.variant_lines else product.line
                product.add(
                    line,
                    "Variant SKU",
                    "sku_taken",
                    _("The SKU “%(sku)s” belongs to another product of yours."),
                    sku=variant.sku[:40],
                )


def _change(
    chunk: Chunk, product: Product, listing: Listing, categories: dict[str, Category]
) -> None:
    """Bring a listing that came from an earlier import up to date, where it differs."""
    draft = product.draft
    version = listing.version
    assert draft is not None  # noqa: S101 - asked before
    assert version is not None  # noqa: S101 - a listing is stored with its first version
    old = (version.gtin, version.brand, version.category.slug)
    if listing.published_at and becomes_another(old, (draft.gtin, draft.brand, draft.category)):
        product.add(
            product.line,
            "Handle",
            "another_product",
            _("GTIN, brand or category differ: that is another product. Give it another handle."),
        )
        chunk.end(product, "refused")
        return
    stored_specs = tuple((name, value) for name, value in version.specs)
    if sorted(draft.specs) == sorted(stored_specs):
        # Columns of a file have one order for all products; that alone is no change.
        draft = replace(draft, specs=stored_specs)
    if not draft.pictures or chunk.row.dry_run:
        draft = _with_known_pictures(draft, storing.draft_of(listing))
    try:
        with transaction.atomic():
            changed = storing.store_change(
                listing, version, draft, categories[draft.category], chunk.row.started_by
            )
            if chunk.row.dry_run:
                transaction.set_rollback(True)
    except Refusal as refusal:
        product.add(product.line, "Variant Inventory Qty", refusal.code, str(refusal.what)[:300])
        chunk.end(product, "refused")
        return
    chunk.end(product, "updated" if changed else "unchanged", listing.id)


def _with_known_pictures(draft: ListingDraft, known: ListingDraft) -> ListingDraft:
    """The draft with the pictures that are stored already (a dry run stores no new ones)."""
    by_sku = {variant.sku: variant.picture_sha256 for variant in known.variants}
    variants = tuple(
        replace(variant, picture_sha256=by_sku.get(variant.sku, "")) for variant in draft.variants
    )
    return replace(draft, pictures=known.pictures, variants=variants)
