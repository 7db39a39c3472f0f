"""Keeping the index: an outbox handler for one listing, a bulk function for many."""

from collections import Counter
from collections.abc import Iterable, Sequence
from uuid import UUID

from django.db.models import F

from fondaco.kernel import clock
from fondaco.kernel.outbox import Event
from fondaco.kernel.transaction import action
from fondaco.market.catalogue.models import (
    Listing,
    Picture,
    PictureUse,
    SearchDocument,
    SearchTerm,
    SearchTermTwist,
    Variant,
)
from fondaco.market.catalogue.rules.terms import mendable, twists
from fondaco.market.catalogue.search.documents import fill, text_of
from fondaco.market.catalogue.search.engines import engine
from fondaco.market.catalogue.search.protocol import IndexedText
from fondaco.market.members import queries as members
from fondaco.market.trust import queries as trust

CHUNK = 200
_COLUMNS = [
    field.name
    for field in SearchDocument._meta.concrete_fields
    if field.name not in {"number", "listing_id"}
]


def index_listing(event: Event) -> None:
    """Handler of ``listing.*``: the event's subject is a listing."""
    index_many([event.subject_id])


def index_seller(event: Event) -> None:
    """Handler of ``seller.*``: whether a seller may sell decides what can be found."""
    index_many(
        Listing.objects.filter(seller_id=event.subject_id)
        .exclude(status="draft")
        .values_list("id", flat=True)
    )


def refresh_ratings() -> None:
    """Bring the ratings of live listings into the index; a daily job, since reviews come slowly."""
    last = 0
    while True:
        rows = list(
            SearchDocument.objects.filter(is_live=True, number__gt=last).order_by("number")[:CHUNK]
        )
        if not rows:
            return
        _store_ratings(rows=rows)
        last = rows[-1].number


@action
def _store_ratings(*, rows: Sequence[SearchDocument]) -> None:
    ratings = trust.listing_rating([row.listing_id for row in rows])
    changed = []
    for row in rows:
        rating = ratings.get(row.listing_id)
        now = (rating.average_x100, rating.count) if rating else (0, 0)
        if now != (row.rating_x100, row.rating_count):
            row.rating_x100, row.rating_count = now
            row.indexed_at = clock.now()
            changed.append(row)
    SearchDocument.objects.bulk_update(changed, ["rating_x100", "rating_count", "indexed_at"])


@action
def index_many(listing_ids: Iterable[UUID]) -> None:
    """Bring these listings' documents, texts and terms up to date, in chunks."""
    ids = sorted(set(listing_ids))
    for start in range(0, len(ids), CHUNK):
        _index_chunk(ids[start : start + CHUNK])


def _index_chunk(ids: Sequence[UUID]) -> None:
    listings = {
        row.id: row
        for row in Listing.objects.select_related("version__category__parent").filter(id__in=ids)
    }
    variants: dict[UUID, list[Variant]] = {}
    for variant in Variant.objects.filter(listing_id__in=ids, retired_at=None):
        variants.setdefault(variant.listing_id, []).append(variant)
    documents = {row.listing_id: row for row in SearchDocument.objects.filter(listing_id__in=ids)}
    sellers = members.sellers({row.seller_id for row in listings.values()})
    ratings = trust.listing_rating(ids)
    moment = clock.now()
    new: list[SearchDocument] = []
    known: list[SearchDocument] = []
    gone: list[SearchDocument] = []
    for listing_id, listing in listings.items():
        document = documents.get(listing_id)
        seller = sellers.get(listing.seller_id)
        may_sell = seller is not None and seller.status == "verified"
        if listing.status != "live" or not variants.get(listing_id) or not may_sell:
            if document is not None:
                document.is_live = False
                document.indexed_at = moment
                gone.append(document)
            continue
        is_new = document is None
        document = document or SearchDocument(listing_id=listing_id)
        fill(document, listing, variants[listing_id])
        document.country = seller.country if seller else ""
        rating = ratings.get(listing_id)
        document.rating_x100 = rating.average_x100 if rating else 0
        document.rating_count = rating.count if rating else 0
        document.indexed_at = moment
        (new if is_new else known).append(document)
    _store_picture_uses(ids, [listings[document.listing_id] for document in [*new, *known]])
    SearchDocument.objects.bulk_create(new)
    SearchDocument.objects.bulk_update([*known, *gone], _COLUMNS)
    texts = [text_of(d, listings[d.listing_id], variants[d.listing_id]) for d in [*new, *known]]
    search_engine = engine()
    search_engine.drop(document.number for document in gone)
    search_engine.put(texts)
    _count_terms(texts[: len(new)])
    _count_terms(texts[len(new) :], only_new=True)


def _store_picture_uses(ids: Sequence[UUID], live: Sequence[Listing]) -> None:
    """Which pictures the live ones among ``ids`` show; in three statements."""
    shown = {
        (listing.id, picture["sha256"]): listing.seller_id
        for listing in live
        if listing.version is not None
        for picture in listing.version.pictures
    }
    stored = set(
        Picture.objects.filter(sha256__in={sha256 for _id, sha256 in shown}).values_list(
            "sha256", flat=True
        )
    )
    PictureUse.objects.filter(listing_id__in=ids).delete()
    PictureUse.objects.bulk_create(
        PictureUse(listing_id=listing_id, picture_id=sha256, seller_id=seller_id)
        for (listing_id, sha256), seller_id in shown.items()
        if sha256 in stored
    )


def _count_terms(texts: Sequence[IndexedText], *, only_new: bool = False) -> None:
    """Add the words of ``texts`` to the term table; counts only say which words are common."""
    counts: Counter[str] = Counter()
    for text in texts:
        words = f"{text.title} {text.names} {text.details}".split()
        counts.update({word for word in words if mendable(word)})
    if not counts:
        return
    known = set(
        SearchTerm.objects.filter(term__in=counts).order_by("term").values_list("term", flat=True)
    )
    if not only_new:
        by_count: dict[int, list[str]] = {}
        for word in sorted(known):
            by_count.setdefault(counts[word], []).append(word)
        for count, words in by_count.items():
            SearchTerm.objects.filter(term__in=words).update(documents=F("documents") + count)
    fresh = sorted(set(counts) - known)
    SearchTerm.objects.bulk_create(
        (SearchTerm(term=word, documents=counts[word]) for word in fresh), ignore_conflicts=True
    )
    SearchTermTwist.objects.bulk_create(
        (
            SearchTermTwist(term_id=word, twist=twist)
            for word in fresh
            for twist in sorted(twists(word))
        ),
        ignore_conflicts=True,
    )
