"""What the worker does for this room now and then. Each may run again at any time."""

from datetime import timedelta

from django.db.models import Sum

from fondaco.kernel import clock
from fondaco.kernel.transaction import action
from fondaco.market.trust.counting import add, month_of
from fondaco.market.trust.handlers import ANSWER_WITHIN_S
from fondaco.market.trust.models import Question, SellerMonth, Standing

BATCH = 500


@action
def refresh_standing() -> None:
    """Work the platform's mean out again: the prior of every score until the next time."""
    sums = SellerMonth.objects.aggregate(
        positive=Sum("positive"), neutral=Sum("neutral"), negative=Sum("negative")
    )
    positive, neutral, negative = (sums[name] or 0 for name in ("positive", "neutral", "negative"))
    Standing.objects.update_or_create(
        id=1,
        defaults={
            "positive": positive,
            "ratings": positive + neutral + negative,
            "made_at": clock.now(),
        },
    )


def count_unanswered() -> int:
    """Questions left without an answer for 24 hours count as asked; returns how many."""
    counted = 0
    while number := _count_batch():
        counted += number
    return counted


@action
def _count_batch() -> int:
    overdue = clock.now() - timedelta(seconds=ANSWER_WITHIN_S)
    rows = list(
        Question.objects.select_for_update()
        .filter(is_counted=False, asked_at__lt=overdue)
        .order_by("seller_id", "id")[:BATCH]
    )
    for row in rows:
        add(row.seller_id, month_of(row.asked_at), asked=1)
    Question.objects.filter(id__in=[row.id for row in rows]).update(is_counted=True)
    return len(rows)
