"""Reads of the trust room: seller facts, ratings, reviews, rights to review."""

from collections.abc import Iterable, Mapping
from datetime import datetime, timedelta
from math import ceil
from typing import Any
from uuid import UUID

from django.db.models import Count, F, Q, QuerySet, Sum, Window
from django.db.models.functions import RowNumber

from fondaco.kernel import clock
from fondaco.kernel.errors import NotFound
from fondaco.market.members import queries as members
from fondaco.market.trust import models, values
from fondaco.market.trust.audit import audit_counters as audit_counters
from fondaco.market.trust.proofs import audit_log as audit_log
from fondaco.market.trust.proofs import is_sealed as is_sealed
from fondaco.market.trust.proofs import prove_consistency as prove_consistency
from fondaco.market.trust.proofs import prove_inclusion as prove_inclusion
from fondaco.market.trust.rules import facts as rules
from fondaco.market.trust.rules import ratings
from fondaco.market.trust.rules import reviews as review_rules
from fondaco.market.trust.rules.facts import MonthCounts, Prior, SellerFacts
from fondaco.market.trust.rules.ratings import ABOUT_SELLER, Marks, Rating
from fondaco.market.trust.values import ReviewFilters, ReviewPage, ReviewView

PAGE_SIZE = 10
DESK_PAGE_SIZE = 50
MEDIAN_DAYS = 180
STARS = ("five", "four", "three", "two", "one")


def seller_facts(seller_id: UUID) -> SellerFacts:
    """One seller's facts; of an unknown one those of a seller without any order."""
    return sellers_facts([seller_id])[seller_id]


def sellers_facts(
    ids: Iterable[UUID], since: Mapping[UUID, datetime | None] | None = None
) -> dict[UUID, SellerFacts]:
    """Facts of many sellers in three statements, four when ``since`` is not given.

    ``since``: when each was verified, for callers that have the sellers at hand.
    """
    wanted = list(dict.fromkeys(ids))
    if not wanted:
        return {}
    if since is None:
        found = members.sellers(wanted)
        since = {seller_id: view.verified_at for seller_id, view in found.items()}
    months = _months(wanted)
    medians = _medians(wanted)
    now, known_prior = clock.now(), prior()
    return {
        seller_id: rules.facts(
            months.get(seller_id, []),
            since=since.get(seller_id),
            now=now,
            median_first_answer_s=medians.get(seller_id),
            prior=known_prior,
        )
        for seller_id in wanted
    }


def _months(ids: list[UUID]) -> dict[UUID, list[MonthCounts]]:
    found: dict[UUID, list[MonthCounts]] = {}
    rows = models.SellerMonth.objects.filter(seller_id__in=ids).order_by("month")
    for seller_id, month, *counts in rows.values_list("seller_id", "month", *rules.COUNTERS):
        found.setdefault(seller_id, []).append(MonthCounts(month, *counts))
    return found


def _medians(ids: list[UUID]) -> dict[UUID, int]:
    """Median seconds to the first answer over the last :data:`MEDIAN_DAYS`, in the database."""
    by_seller = [F("seller_id")]
    rows = (
        models.Question.objects.filter(
            seller_id__in=ids,
            asked_at__gte=clock.now() - timedelta(days=MEDIAN_DAYS),
            first_answer_s__isnull=False,
        )
        .annotate(
            place=Window(RowNumber(), by_seller, order_by=[F("first_answer_s"), F("id")]),
            among=Window(Count("id"), by_seller),
        )
        .filter(place__gte=(F("among") + 1) / 2, place__lte=F("among") / 2 + 1)
    )
    found: dict[UUID, list[int]] = {}
    for seller_id, seconds in rows.values_list("seller_id", "first_answer_s"):
        found.setdefault(seller_id, []).append(seconds or 0)
    return {seller_id: sum(middle) // len(middle) for seller_id, middle in found.items()}


def prior() -> Prior:
    """What is assumed of a seller without ratings: the platform's mean, as last worked out."""
    row = models.Standing.objects.filter(id=1).values_list("positive", "ratings").first()
    return rules.prior_of(*row) if row else Prior()


def score_account(seller_id: UUID) -> values.ScoreAccount:
    """How the seller's score is made, from the months that everybody can read."""
    months = _months([seller_id]).get(seller_id, [])
    row = models.Standing.objects.filter(id=1).first()
    positive, count = (row.positive, row.ratings) if row else (0, 0)
    today = clock.today()
    return values.ScoreAccount(
        rules.explain(months, rules.prior_of(positive, count), today),
        tuple(reversed(months)),
        positive,
        count,
        row.made_at if row else None,
        today,
    )


def listing_rating(listing_ids: Iterable[UUID]) -> dict[UUID, Rating]:
    """Ratings by listing; those without any are left out."""
    rows = models.ListingRating.objects.filter(listing_id__in=list(listing_ids))
    found = {
        listing_id: ratings.rating(counts)
        for listing_id, *counts in rows.values_list("listing_id", *STARS)
    }
    return {listing_id: each for listing_id, each in found.items() if each.count}


def seller_rating(seller_id: UUID) -> Rating:
    """What buyers gave the products of a seller, over all listings."""
    sums = models.ListingRating.objects.filter(seller_id=seller_id).aggregate(
        **{f"all_{name}": Sum(name) for name in STARS}
    )
    return ratings.rating([sums[f"all_{name}"] or 0 for name in STARS])


ORDERS = {
    "newest": ("-written_at", "-id"),
    "helpful": ("-helpful", "-written_at", "-id"),
    "lowest": ("product_rating", "-written_at", "-id"),
    "highest": ("-product_rating", "-written_at", "-id"),
}


def reviews(
    *,
    listing_id: UUID | None = None,
    seller_id: UUID | None = None,
    page: int = 1,
    filters: ReviewFilters | None = None,
) -> ReviewPage:
    """Reviews of a listing or of a seller. Removed ones keep their place where nothing is
    filtered. Four statements however many there are."""
    chosen = filters or ReviewFilters()
    rows = models.Review.objects.all()
    if listing_id is not None:
        rows = rows.filter(listing_id=listing_id)
    if seller_id is not None:
        rows = rows.filter(seller_id=seller_id)
    if chosen.stars:
        rows = rows.filter(product_rating=chosen.stars, is_removed=False)
    if chosen.with_text:
        rows = rows.exclude(text="").filter(is_removed=False)
    total = rows.count()
    last = max(1, ceil(total / PAGE_SIZE))
    page = min(max(page, 1), last)
    start = (page - 1) * PAGE_SIZE
    rows = rows.order_by(*ORDERS.get(chosen.order, ORDERS["newest"]))
    views = _views(rows[start : start + PAGE_SIZE])
    return ReviewPage(views, page, last, total)


def _views(rows: "QuerySet[models.Review]") -> tuple[ReviewView, ...]:
    found = list(rows.select_related("right", "removal"))
    names = {
        member_id: view.display_name
        for member_id, view in members.members(row.buyer_id for row in found).items()
    }
    return tuple(_view(row, names.get(row.buyer_id, "")) for row in found)


def _view(row: models.Review, author: str) -> ReviewView:
    removal = _removal(row)
    gone = removal is not None
    marks = Marks(row.product_rating, row.described, row.quality, row.delivery, row.communication)
    return ReviewView(
        id=row.id,
        line_id=row.right_id,
        listing_id=row.listing_id,
        version_id=row.version_id,
        seller_id=row.seller_id,
        buyer_id=row.buyer_id,
        title=row.right.title,
        author="" if gone else author,
        kind=row.kind,
        stars=0 if gone else _stars(marks),
        marks=Marks() if gone else marks,
        verdict="" if gone else row.verdict,
        text="" if gone else row.text,
        authentic="" if gone else row.authentic,
        incentive_declared=row.incentive_declared,
        not_counted=row.not_counted,
        bought_at=row.bought_at,
        written_at=row.written_at,
        edited_at=row.edited_at,
        answer="" if gone else row.answer,
        answered_at=row.answered_at,
        helpful=row.helpful,
        removal=removal,
    )


def _removal(row: models.Review) -> values.RemovalView | None:
    if not row.is_removed:
        return None
    removal = row.removal
    return values.RemovalView(removal.rule, removal.reason, removal.removed_at)


def _stars(marks: Marks) -> int:
    if marks.product_rating is not None:
        return marks.product_rating
    given = [mark for name in ABOUT_SELLER if (mark := getattr(marks, name)) is not None]
    return round(sum(given) / len(given))


def review(review_id: UUID) -> ReviewView:
    """One review; raises :class:`NotFound`."""
    found = _views(models.Review.objects.filter(id=review_id))
    if not found:
        raise NotFound("There is no such review.", code="review_not_found")
    return found[0]


def reviews_of_lines(line_ids: Iterable[UUID]) -> dict[UUID, UUID]:
    """Line to the review written about it."""
    rows = models.Review.objects.filter(right_id__in=list(line_ids))
    return dict(rows.values_list("right_id", "id"))


def parties(review_id: UUID) -> tuple[UUID, UUID] | None:
    """Who wrote a review and which seller it is about; None if there is none."""
    rows = models.Review.objects.filter(id=review_id)
    return rows.values_list("buyer_id", "seller_id").first()


def unanswered(seller_id: UUID, page: int = 1) -> ReviewPage:
    """Reviews that the seller has not answered yet, newest first."""
    rows = models.Review.objects.filter(seller_id=seller_id, answered_at=None, is_removed=False)
    return _desk_page(rows.order_by("-written_at", "-id"), page)


def reviews_by(member_id: UUID, page: int = 1) -> ReviewPage:
    """What a member has written, newest first."""
    rows = models.Review.objects.filter(buyer_id=member_id)
    total = rows.count()
    last = max(1, ceil(total / PAGE_SIZE))
    page = min(max(page, 1), last)
    start = (page - 1) * PAGE_SIZE
    rows = rows.order_by("-written_at", "-id")[start : start + PAGE_SIZE]
    return ReviewPage(_views(rows), page, last, total)


def may_edit(view: ReviewView) -> bool:
    """Whether its author may still change it."""
    late = clock.now() > view.written_at + timedelta(days=review_rules.EDIT_DAYS)
    return view.edited_at is None and not view.is_removed and not late


def may_review(member_id: UUID) -> list[values.ReviewRight]:
    """What a member can review now, what lapses first."""
    rows = models.ReviewRight.objects.filter(
        buyer_id=member_id, until_at__gte=clock.now(), review=None
    ).select_related("order")
    return [_right(row) for row in rows.order_by("until_at", "line_id")[:DESK_PAGE_SIZE]]


def said_not_genuine(listing_id: UUID) -> int:
    """How many buyers said of a listing that what they got is not genuine."""
    return models.Review.objects.filter(
        listing_id=listing_id, authentic="no", is_removed=False
    ).count()


def right(member_id: UUID, line_id: UUID) -> values.ReviewRight:
    """A member's right to review one line; raises :class:`NotFound`."""
    row = (
        models.ReviewRight.objects.select_related("order")
        .filter(buyer_id=member_id, line_id=line_id)
        .first()
    )
    if row is None:
        raise NotFound("There is nothing to review here.", code="review_right_not_found")
    return _right(row)


def _right(row: models.ReviewRight) -> values.ReviewRight:
    return values.ReviewRight(
        row.line_id,
        row.order_id,
        row.listing_id,
        row.version_id,
        row.seller_id,
        row.title,
        row.until_at,
        row.kind,
        row.order.open_cases > 0,
    )


def removed_reviews(page: int = 1) -> ReviewPage:
    """What was removed, newest first: everybody may read this list."""
    rows = models.Review.objects.filter(is_removed=True)
    return _desk_page(rows.order_by("-removal__removed_at"), page)


def newest_reviews(page: int = 1, which: str = "") -> ReviewPage:
    """Reviews for the trust desk: ``which`` is fake (said not to be authentic), uncounted or
    empty for all that stand."""
    chosen: dict[str, Any] = {
        "fake": Q(authentic="no"),
        "uncounted": ~Q(not_counted=""),
    }
    rows = models.Review.objects.filter(is_removed=False)
    if which in chosen:
        rows = rows.filter(chosen[which])
    return _desk_page(rows.order_by("-written_at", "-id"), page)


def _desk_page(rows: "QuerySet[models.Review]", page: int) -> ReviewPage:
    total = rows.count()
    last = max(1, ceil(total / DESK_PAGE_SIZE))
    page = min(max(page, 1), last)
    start = (page - 1) * DESK_PAGE_SIZE
    return ReviewPage(_views(rows[start : start + DESK_PAGE_SIZE]), page, last, total)
