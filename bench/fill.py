"""``python -m bench.fill COUNT``: bring the market's database to COUNT live listings, in bulk.

Runs with the market's settings in the home folder of the bench. Sellers are the demo's; goods
are the demo's kinds again and again under other names, written by the same function that
imports use. Each product, offered by five listings, has a picture's row but no file: pages link
to pictures as a real shop's do, and the bench never asks for one.
"""

import hashlib
import sys
from dataclasses import replace
from datetime import datetime
from itertools import islice
from typing import Any
from uuid import UUID

import django

CHUNK = 1_000
OFFERS = 5
"""Listings of one product."""


def main(wanted: int) -> None:
    """Fill up to ``wanted`` listings; what is there already stays."""
    django.setup()
    from fondaco.kernel import clock
    from fondaco.kernel.transaction import action
    from fondaco.market.catalogue.actions.storing import store_new
    from fondaco.market.catalogue.models import Category, Listing, Picture
    from fondaco.market.catalogue.search.indexing import index_many
    from fondaco.market.members.models import Seller
    from fondaco.market.project.seeding.people import seed_people
    from fondaco.market.project.seeding.sellers import seed_sellers

    if not Seller.objects.exists():
        seed_sellers(clock.now(), seed_people(clock.now()))
    sellers = list(Seller.objects.order_by("id").values_list("id", flat=True))
    categories = list(Category.objects.exclude(parent=None).order_by("slug"))
    present = Listing.objects.count()

    @action
    def store(seller_id: UUID, numbers: list[int]) -> None:
        moment = clock.now()
        Picture.objects.bulk_create(
            [Picture(**_picture(number, moment)) for number in numbers], ignore_conflicts=True
        )
        chosen = [(draft(number), categories[number % len(categories)]) for number in numbers]
        drafts = [(replace(each, category=where.slug), where) for each, where in chosen]
        index_many(store_new(seller_id, drafts, None, status="live"))

    numbers = iter(range(present, wanted))
    chunk = present // CHUNK
    while batch := list(islice(numbers, CHUNK // len(sellers) + 1)):
        store(sellers[chunk % len(sellers)], batch)
        chunk += 1
    refresh_statistics()


def refresh_statistics() -> None:
    """What the database's own daemon does within minutes of such a fill."""
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")


def _picture(number: int, moment: datetime) -> dict[str, Any]:
    name = _picture_name(number)
    return {
        "sha256": name,
        "source_sha256": hashlib.sha256(name.encode()).hexdigest(),
        "width": 1200,
        "height": 900,
        "byte_count": 90_000,
        "difference_hash": int(name[:15], 16),
        "stored_at": moment,
    }


def _picture_name(number: int) -> str:
    return hashlib.sha256(f"bench {number // OFFERS}".encode()).hexdigest()


def draft(number: int) -> Any:
    """The ``number``-th made-up listing: words that repeat as a real shop's do."""
    from fondaco.market.catalogue.rules.listing import ListingDraft, PictureDraft, VariantDraft

    kinds = ("headphones", "speaker", "kettle", "lamp", "backpack", "jacket", "mug", "keyboard")
    brands = ("Ardevox", "Brenta", "Kolmar", "Lumeo", "Nordvik", "Ostara", "Pellona", "Quilby")
    colours = ("graphite", "sand", "olive", "navy", "clay", "ivory", "plum", "slate")
    product = number // OFFERS
    kind, brand = kinds[product % 8], brands[product // 8 % 8]
    colour, model = colours[product // 64 % 8], f"{chr(65 + product % 26)}{product // 7 % 900 + 10}"
    price = 1_490 + number * 7_919 % 18_000
    title = f"{brand} {model} {kind}, {colour}"
    return ListingDraft(
        title=title,
        category="",
        currency="EUR",
        brand=brand,
        mpn=f"{model}-{product}",
        description_html=f"<p>A {colour} {kind} by {brand}, made to be used every day.</p>" * 4,
        specs=(("Colour", colour), ("Model", model), ("Weight", f"{100 + number % 900} g")),
        pictures=(PictureDraft(_picture_name(number), title, 1200, 900),),
        variants=(
            VariantDraft(sku=f"B-{number}", price_minor=price, stock=10_000, weight_grams=500),
        ),
    )


if __name__ == "__main__":
    main(int(sys.argv[1]))
