"""``audit_reviews``: passes what is in order, names what is not, and fails."""

import io

import pytest
from django.core.management import CommandError, call_command

from fondaco.market.trust import models
from fondaco.market.trust.transparency import seal
from tests.rooms.trade.story import Purse
from tests.rooms.trust import story

pytestmark = pytest.mark.django_db


def test_a_review_in_order_passes(purse: Purse) -> None:
    story.review(story.delivered(purse))
    seal()
    said = io.StringIO()
    call_command("audit_reviews", stdout=said)
    assert "Every review is as the log says" in said.getvalue()
    assert "Newest root, as published: 1:" in said.getvalue()


def test_a_changed_review_and_a_wrong_count_fail(purse: Purse) -> None:
    review_id = story.review(story.delivered(purse))
    models.Review.objects.filter(id=review_id).update(text="Best shop ever.")
    models.SellerMonth.objects.update(positive=900)
    said = io.StringIO()
    with pytest.raises(CommandError, match=r"did not pass\. Findings: 2"):
        call_command("audit_reviews", stdout=said)
    assert f"review {review_id} says something else than the log" in said.getvalue()
    assert "positive is 900, the facts say 1" in said.getvalue()
