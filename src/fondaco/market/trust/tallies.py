"""Counting a review into its listing's and its seller's figures, or out of them."""

from django.db.models import F

from fondaco.market.trust.counting import add, month_of
from fondaco.market.trust.models import ListingRating, Review

STARS = {5: "five", 4: "four", 3: "three", 2: "two", 1: "one"}


def count(review: Review, by: int) -> None:
    """Add (1) or take back (-1) what the review says now, if it counts at all."""
    if review.not_counted or review.is_removed:
        return
    add(review.seller_id, month_of(review.written_at), **{review.verdict: by})
    if review.product_rating is None:
        return
    ListingRating.objects.get_or_create(
        listing_id=review.listing_id, defaults={"seller_id": review.seller_id}
    )
    name = STARS[review.product_rating]
    ListingRating.objects.filter(listing_id=review.listing_id).update(**{name: F(name) + by})
