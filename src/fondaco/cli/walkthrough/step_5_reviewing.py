"""The buyer reviews product and seller; what is known of the seller changes by it."""

from typing import Any

from fondaco.api_client.api.reviews import list_listing_reviews, list_reviewable, write_review
from fondaco.api_client.api.sellers import get_seller
from fondaco.api_client.models.new_review import NewReview
from fondaco.api_client.models.new_review_authentic import NewReviewAuthentic
from fondaco.cli.walkthrough.story import Story
from fondaco.cli.walkthrough.telling import expect, same

TEXT = "Just as described, well packed, and the shop answered within the hour."


def tell(story: Story) -> None:
    """The chapter."""
    story.world.narrator.chapter("A review, and what it changes")
    waiting = story.buyer.api.read(list_reviewable).items
    line = next((each for each in waiting if each.order_id == story.good_order_id), None)
    if line is None:
        expect(False, "the delivered thing cannot be reviewed")
        return
    review = NewReview(
        line_id=line.line_id,
        product_rating=5,
        described=5,
        quality=5,
        delivery=5,
        communication=5,
        text=TEXT,
        authentic=NewReviewAuthentic.YES,
    )
    story.buyer.api.write(write_review, body=review)
    shown = story.buyer.api.read(list_listing_reviews, line.listing_id).items
    expect(any(each.text == TEXT for each in shown), "the review is not shown")
    story.say("she gives five stars to product and seller, and it is shown at once")
    before = story.facts
    after = story.world.wait_for("the seller's facts to change", lambda: _changed(story, before))
    expect(after.completed_orders > before.completed_orders, "the order is not counted")
    same(story.buyer.api.refused(write_review, body=review).status, 409, "a second review")
    story.say(
        f"Officina Brenta: {before.ratings} → {after.ratings} ratings,"
        f" {before.completed_orders} → {after.completed_orders} orders completed;"
        " a second review of the same thing is refused"
    )


def _changed(story: Story, before: Any) -> Any:
    after = story.buyer.api.read(get_seller, story.shop_id).facts
    return after if after.ratings > before.ratings else None
