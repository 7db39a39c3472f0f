"""Addresses of live listings for the sitemap, in chunks by their number in the index."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import Max

from fondaco.market.catalogue.models import SearchDocument
from fondaco.market.catalogue.search.documents import card_of

CHUNK = 2_000


@dataclass(frozen=True, slots=True)
class Address:
    """A live listing's path, its seller, and when what it shows last changed."""

    path: str
    seller_id: UUID
    changed_at: datetime


def chunks() -> int:
    """How many chunks there are; some may be empty. One statement."""
    last: int | None = SearchDocument.objects.aggregate(last=Max("number"))["last"]
    return (last or 0) // CHUNK + 1


def chunk(number: int) -> Iterable[Address]:
    """Live listings of one chunk, from 1. One statement."""
    first = (number - 1) * CHUNK
    rows = SearchDocument.objects.filter(
        is_live=True, number__gte=first, number__lt=first + CHUNK
    ).order_by("number")
    return [Address(card_of(row).path, row.seller_id, row.indexed_at) for row in rows]
