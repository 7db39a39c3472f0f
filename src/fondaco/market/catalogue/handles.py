"""Reads by the handles that sellers' own files use."""

from collections import defaultdict
from uuid import UUID

from fondaco.market.catalogue.models import Listing, Variant


def variants_by_handle(seller_id: UUID) -> dict[str, list[UUID]]:
    """The seller's live listings: handle to the ids of the variants that are in stock."""
    rows = Variant.objects.filter(
        listing__seller_id=seller_id, listing__status="live", stock__gt=0
    ).order_by("listing_id", "position")
    found: dict[str, list[UUID]] = defaultdict(list)
    for handle, variant_id in rows.values_list("listing__handle", "id"):
        found[handle].append(variant_id)
    return dict(found)


def listings_by_handle(seller_id: UUID) -> dict[str, tuple[UUID, str]]:
    """The seller's live listings: handle to id and title."""
    rows = Listing.objects.filter(seller_id=seller_id, status="live").order_by("id")
    return {
        handle: (listing_id, title)
        for handle, listing_id, title in rows.values_list("handle", "id", "version__title")
    }
