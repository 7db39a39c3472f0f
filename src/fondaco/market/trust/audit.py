"""The counters worked out again from the facts they count."""

from collections import Counter
from datetime import date
from uuid import UUID

from fondaco.market.trust import models
from fondaco.market.trust.counting import month_of
from fondaco.market.trust.handlers import ANSWER_WITHIN_S
from fondaco.market.trust.rules.facts import COUNTERS
from fondaco.market.trust.tallies import STARS

BATCH = 2_000
Key = tuple[UUID, date, str]


def audit_counters() -> list[str]:
    """What differs between counters and facts, in words; empty when everything agrees."""
    expected = _orders() + _cases() + _questions() + _reviews()
    stored: Counter[Key] = Counter()
    rows = models.SellerMonth.objects.order_by("id").values_list("seller_id", "month", *COUNTERS)
    for seller_id, month, *counts in rows.iterator(BATCH):
        stored.update(
            {(seller_id, month, name): n for name, n in zip(COUNTERS, counts, strict=True) if n}
        )
    differing = sorted(
        key for key in expected.keys() | stored.keys() if expected[key] != stored[key]
    )
    return [
        f"seller {seller_id}, {month:%Y-%m}: {name} is {stored[seller_id, month, name]},"
        f" the facts say {expected[seller_id, month, name]}"
        for seller_id, month, name in differing
    ] + _audit_ratings()


def _orders() -> Counter[Key]:
    found: Counter[Key] = Counter()
    rows = models.OrderOutcome.objects.order_by("order_id").values_list("seller_id", "counted")
    for seller_id, counted in rows.iterator(BATCH):
        found.update((seller_id, date.fromisoformat(at), name) for name, at in counted.items())
    return found


def _cases() -> Counter[Key]:
    found: Counter[Key] = Counter()
    rows = models.CaseOutcome.objects.filter(counts=True).order_by("case_id")
    for seller_id, month, ended in rows.values_list("order__seller_id", "month", "ended").iterator(
        BATCH
    ):
        found[seller_id, month, "cases"] += 1
        if ended:
            found[seller_id, month, f"cases_{ended}"] += 1
    return found


def _questions() -> Counter[Key]:
    found: Counter[Key] = Counter()
    for row in models.Question.objects.filter(is_counted=True).order_by("id").iterator(BATCH):
        month = month_of(row.asked_at)
        found[row.seller_id, month, "asked"] += 1
        if row.answered_at is not None:
            waited_s = int((row.answered_at - row.asked_at).total_seconds())
            found[row.seller_id, month, "answered_24h"] += waited_s <= ANSWER_WITHIN_S
    return found


def _reviews() -> Counter[Key]:
    found: Counter[Key] = Counter()
    rows = models.Review.objects.filter(not_counted="", is_removed=False).order_by("id")
    for seller_id, written_at, verdict in rows.values_list(
        "seller_id", "written_at", "verdict"
    ).iterator(BATCH):
        found[seller_id, month_of(written_at), verdict] += 1
    return found


def _audit_ratings() -> list[str]:
    expected: Counter[tuple[UUID, str]] = Counter()
    rows = models.Review.objects.filter(not_counted="", is_removed=False).order_by("id")
    for listing_id, mark in rows.values_list("listing_id", "product_rating").iterator(BATCH):
        if mark is not None:
            expected[listing_id, STARS[mark]] += 1
    stored = {
        (row.listing_id, name): getattr(row, name)
        for row in models.ListingRating.objects.order_by("listing_id").iterator(BATCH)
        for name in STARS.values()
    }
    return [
        f"listing {key[0]}: {stored.get(key, 0)} times {key[1]} stars, the reviews say"
        f" {expected[key]}"
        for key in sorted(expected.keys() | stored.keys())
        if expected[key] != stored.get(key, 0)
    ]
