"""``python -m bench.fill COUNT``: bring the market's database to COUNT live listings, in bulk.

Runs with the market's settings in the home folder of the bench. Sellers are the demo's; goods
are the demo's products again and again under other names, written by the same function that
imports use, without pictures.
"""

import sys
from dataclasses import replace
from itertools import islice
from typing import Any
from uuid import UUID

import django

CHUNK = 1_000


def main(wanted: int) -> None:
    """Fill up to ``wanted`` listings; what is there already stays."""
    django.setup()
    from fondaco.kernel import clock
    from fondaco.kernel.transaction import action
    from fondaco.market.catalogue.actions.storing import store_new
    from fondaco.market.catalogue.models import Category, Listing
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
        chosen = [(draft(number), categories[number % len(categories)]) for number in numbers]
        drafts = [(replace(each, category=where.slug), where) for each, where in chosen]
        index_many(store_new(seller_id, drafts, None, status="live"))

    numbers = iter(range(present, wanted))
    chunk = 0
    while batch := list(islice(numbers, CHUNK)):
        store(sellers[chunk % len(sellers)], batch)
        chunk += 1


def draft(number: int) -> Any:
    """The ``number``-th made-up listing: words that repeat as a real shop's do."""
    from fondaco.market.catalogue.rules.listing import ListingDraft, VariantDraft

    kinds = ("headphones", "speaker", "kettle", "lamp", "backpack", "jacket", "mug", "keyboard")
    brands = ("Ardevox", "Brenta", "Kolmar", "Lumeo", "Nordvik", "Ostara", "Pellona", "Quilby")
    colours = ("graphite", "sand", "olive", "navy", "clay", "ivory", "plum", "slate")
    kind, brand = kinds[number % 8], brands[number // 8 % 8]
    colour, model = colours[number // 64 % 8], f"{chr(65 + number % 26)}{number // 7 % 900 + 10}"
    price = 1_490 + number * 7_919 % 18_000
    return ListingDraft(
        title=f"{brand} {model} {kind}, {colour}",
        category="",
        currency="EUR",
        brand=brand,
        mpn=f"{model}-{number // 5}",
        description_html=f"<p>A {colour} {kind} by {brand}, made to be used every day.</p>" * 4,
        specs=(("Colour", colour), ("Model", model), ("Weight", f"{100 + number % 900} g")),
        variants=(
            VariantDraft(sku=f"B-{number}", price_minor=price, stock=1_000, weight_grams=500),
        ),
    )


if __name__ == "__main__":
    main(int(sys.argv[1]))
