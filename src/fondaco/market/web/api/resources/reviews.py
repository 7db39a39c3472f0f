"""Reviews: of a listing, of a seller, and writing one about a line that was delivered."""

from datetime import datetime
from typing import Annotated, Literal
from uuid import UUID

from django.http import HttpRequest
from ninja import Query, Schema
from pydantic import Field

from fondaco.market.trust import actions, queries
from fondaco.market.trust.values import ReviewFilters, ReviewPage, ReviewView
from fondaco.market.web.api.door import Resource, write_key
from fondaco.market.web.api.paging import Cursor, next_cursor, page_of
from fondaco.market.web.api.resources.catalogue import public_listing
from fondaco.market.web.api.resources.sellers import public_seller
from fondaco.market.web.api.who import MEMBER, member_of

router = Resource()

Stars = Annotated[int, Query(0, ge=0, le=5, description="1 to 5; 0 for all.")]
Mark = Annotated[int, Field(ge=1, le=5)]


class Review(Schema):
    """A review; of a removed one only times and ``removed_for`` are left."""

    review_id: UUID
    listing_id: UUID
    seller_id: UUID
    title: str
    author: str
    stars: int
    verdict: str
    text: str
    answer: str
    helpful: int
    written_at: datetime
    removed_for: str


class Reviews(Schema):
    """A page of reviews."""

    items: list[Review]
    total: int
    average_x100: int
    counted: int
    next_cursor: str | None


class Reviewable(Schema):
    """A line that the member may review until ``until_at``."""

    line_id: UUID
    order_id: UUID
    listing_id: UUID
    seller_id: UUID
    title: str
    kind: str
    until_at: datetime
    waits_for_case: bool


class Reviewables(Schema):
    """What may be reviewed now, what lapses first."""

    items: list[Reviewable]


class NewReview(Schema):
    """Marks are 1 to 5. Of a refunded order ``product_rating`` and ``quality`` are left out."""

    line_id: UUID
    product_rating: Mark | None = None
    described: Mark | None = None
    quality: Mark | None = None
    delivery: Mark | None = None
    communication: Mark | None = None
    text: str = Field("", max_length=4_000)
    authentic: Literal["", "yes", "no", "unsure"] = ""
    incentive_declared: bool = False


class ReviewWritten(Schema):
    """The review is published."""

    review_id: UUID


def _review(view: ReviewView) -> Review:
    return Review(
        review_id=view.id,
        listing_id=view.listing_id,
        seller_id=view.seller_id,
        title=view.title,
        author=view.author,
        stars=view.stars,
        verdict=view.verdict,
        text="" if view.removal else view.text,
        answer=view.answer,
        helpful=view.helpful,
        written_at=view.written_at,
        removed_for=view.removal.rule if view.removal else "",
    )


def _page(found: ReviewPage, asked: int, average_x100: int, counted: int) -> Reviews:
    return Reviews(
        items=[_review(view) for view in found.items] if found.page == asked else [],
        total=found.total,
        average_x100=average_x100,
        counted=counted,
        next_cursor=next_cursor(asked, asked < found.last_page),
    )


@router.read("/listings/{uuid:listing_id}/reviews", Reviews)
def list_listing_reviews(
    request: HttpRequest, listing_id: UUID, stars: Stars = 0, cursor: Cursor = ""
) -> Reviews:
    """What buyers of this listing wrote, newest first, with its average."""
    public_listing(listing_id)
    page = page_of(cursor)
    found = queries.reviews(listing_id=listing_id, page=page, filters=ReviewFilters(stars=stars))
    rating = queries.listing_rating([listing_id]).get(listing_id)
    return _page(found, page, rating.average_x100 if rating else 0, rating.count if rating else 0)


@router.read("/sellers/{uuid:seller_id}/reviews", Reviews)
def list_seller_reviews(
    request: HttpRequest, seller_id: UUID, stars: Stars = 0, cursor: Cursor = ""
) -> Reviews:
    """What buyers of this seller wrote, newest first."""
    public_seller(seller_id)
    page = page_of(cursor)
    found = queries.reviews(seller_id=seller_id, page=page, filters=ReviewFilters(stars=stars))
    rating = queries.seller_rating(seller_id)
    return _page(found, page, rating.average_x100, rating.count)


@router.read("/reviews/waiting", Reviewables, auth=MEMBER)
def list_reviewable(request: HttpRequest) -> Reviewables:
    """What the member may review now."""
    return Reviewables(
        items=[
            Reviewable(
                line_id=right.line_id,
                order_id=right.order_id,
                listing_id=right.listing_id,
                seller_id=right.seller_id,
                title=right.title,
                kind=right.kind,
                until_at=right.until_at,
                waits_for_case=right.waits_for_case,
            )
            for right in queries.may_review(member_of(request))
        ]
    )


@router.write("POST", "/reviews", ReviewWritten, status=201, auth=MEMBER)
def write_review(request: HttpRequest, review: NewReview) -> ReviewWritten:
    """Review a line that the member has received or was refunded for."""
    review_id = actions.write_review(
        member_id=member_of(request), key=write_key(request), **review.model_dump()
    )
    return ReviewWritten(review_id=review_id)
