"""Reads for a seller: their own shelf in every state, one listing as a draft, all as a file."""

from typing import Any
from uuid import UUID

from django.db.models import Count, F, Min, Q, Sum
from django.utils.translation import gettext as _

from fondaco.kernel.errors import NotFound
from fondaco.market.catalogue.actions.storing import draft_of
from fondaco.market.catalogue.models import Listing, Variant
from fondaco.market.catalogue.rules.export import shopify_csv
from fondaco.market.catalogue.rules.listing import ListingDraft
from fondaco.market.catalogue.values import PictureView, ShelfPage, ShelfRow

PER_PAGE = 24


def draft(listing_id: UUID) -> ListingDraft:
    """What is stored, as the draft that would store it again. Two statements."""
    row = Listing.objects.select_related("version__category").filter(id=listing_id).first()
    if row is None:
        raise NotFound(_("There is no such listing."))
    return draft_of(row)


def export_csv(seller_id: UUID) -> str:
    """The seller's listings as a Shopify product CSV. Two statements."""
    rows = list(
        Listing.objects.select_related("version__category")
        .filter(seller_id=seller_id)
        .exclude(status="withdrawn")
        .order_by("id")
    )
    variants: dict[UUID, list[Variant]] = {row.id: [] for row in rows}
    for variant in Variant.objects.filter(listing__in=rows, retired_at=None).order_by(
        "position", "id"
    ):
        variants[variant.listing_id].append(variant)
    return shopify_csv([(draft_of(row, variants[row.id]), row.status == "live") for row in rows])


def shelf(seller_id: UUID, *, status: str = "", text: str = "", page: int = 1) -> ShelfPage:
    """The seller's own listings in every state, newest first. Three statements."""
    own = Listing.objects.filter(seller_id=seller_id)
    counts = dict(own.values_list("status").annotate(n=Count("id")).order_by())
    chosen = own.filter(status=status) if status else own.exclude(status="withdrawn")
    if text:
        chosen = chosen.filter(
            Q(version__title__icontains=text) | Q(variants__sku__iexact=text)
        ).distinct()
    total = chosen.count()
    last_page = max(1, -(-total // PER_PAGE))
    page = min(max(page, 1), last_page)
    rows = (
        chosen.select_related("version__category")
        .annotate(
            price=Min("variants__price_minor", filter=Q(variants__retired_at=None)),
            on_shelf=Sum("variants__stock", filter=Q(variants__retired_at=None)),
            kept=Sum("variants__reserved", filter=Q(variants__retired_at=None)),
            kinds=Count("variants", filter=Q(variants__retired_at=None)),
        )
        .order_by(F("id").desc())[(page - 1) * PER_PAGE : page * PER_PAGE]
    )
    return ShelfPage(tuple(_shelf_row(row) for row in rows), page, last_page, counts)


def _shelf_row(row: Any) -> ShelfRow:
    version = row.version
    return ShelfRow(
        listing_id=row.id,
        slug=row.slug,
        title=version.title,
        status=row.status,
        category=version.category.name,
        currency=row.currency,
        price_minor=row.price or 0,
        stock=row.on_shelf or 0,
        reserved=row.kept or 0,
        variants=row.kinds,
        picture=PictureView(**version.pictures[0]) if version.pictures else None,
        created_at=row.created_at,
    )
