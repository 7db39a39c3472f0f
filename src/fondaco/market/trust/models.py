"""Outcomes of orders, counters of sellers and listings, reviews, the transparency log."""

from django.db import models
from django.db.models import F, Q

from fondaco.kernel.ids import new_id
from fondaco.market.trust.rules.facts import COUNTERS
from fondaco.market.trust.rules.reviews import AUTHENTIC, DELIVERED, MAX_TEXT, REFUNDED

DIGEST_LENGTH = 32


class OrderOutcome(models.Model):
    """What became of an order so far: each fact is counted from here once."""

    order_id = models.UUIDField(primary_key=True)
    buyer_id = models.UUIDField()
    seller_id = models.UUIDField()
    open_cases = models.PositiveSmallIntegerField(default=0)
    counted = models.JSONField(default=dict)
    """Counter name to the month (ISO date) it was counted in."""

    class Meta:
        indexes = [models.Index(fields=["seller_id"], name="outcome_seller")]


class CaseOutcome(models.Model):
    """A case about an order and how it ended; ``ended`` is empty while it is open."""

    case_id = models.UUIDField(primary_key=True)
    order = models.ForeignKey(OrderOutcome, on_delete=models.PROTECT, related_name="cases")
    month = models.DateField()
    counts = models.BooleanField()
    is_open = models.BooleanField(default=True)
    ended = models.CharField(max_length=12, blank=True)


class SellerMonth(models.Model):
    """The counters of one seller in one month; ``month`` is its first day."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    seller_id = models.UUIDField()
    month = models.DateField()
    paid = models.IntegerField(default=0)
    completed = models.IntegerField(default=0)
    dispatched = models.IntegerField(default=0)
    dispatched_on_time = models.IntegerField(default=0)
    delivered = models.IntegerField(default=0)
    delivered_on_time = models.IntegerField(default=0)
    refunded = models.IntegerField(default=0)
    positive = models.IntegerField(default=0)
    neutral = models.IntegerField(default=0)
    negative = models.IntegerField(default=0)
    cases = models.IntegerField(default=0)
    cases_refunded = models.IntegerField(default=0)
    cases_replaced = models.IntegerField(default=0)
    cases_withdrawn = models.IntegerField(default=0)
    cases_unrefunded = models.IntegerField(default=0)
    asked = models.IntegerField(default=0)
    answered_24h = models.IntegerField(default=0)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["seller_id", "month"], name="seller_month_once"),
            models.CheckConstraint(
                condition=Q(**{f"{name}__gte": 0 for name in COUNTERS}),
                name="seller_month_counts",
            ),
            models.CheckConstraint(
                condition=Q(
                    dispatched_on_time__lte=F("dispatched"),
                    delivered_on_time__lte=F("delivered"),
                    answered_24h__lte=F("asked"),
                ),
                name="seller_month_shares",
            ),
        ]


class Question(models.Model):
    """A buyer's message that a seller has (or had) to answer; the first answer is timed."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    conversation_id = models.UUIDField()
    seller_id = models.UUIDField()
    asked_at = models.DateTimeField()
    answered_at = models.DateTimeField(null=True)
    first_answer_s = models.PositiveIntegerField(null=True)
    is_counted = models.BooleanField(default=False)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["conversation_id", "asked_at"], name="question_once")
        ]
        indexes = [
            models.Index(fields=["seller_id", "asked_at"], name="question_seller"),
            models.Index(
                fields=["asked_at"], name="question_uncounted", condition=Q(is_counted=False)
            ),
        ]


class ReviewRight(models.Model):
    """A buyer may review this line: it was delivered to them, or refunded."""

    line_id = models.UUIDField(primary_key=True)
    order = models.ForeignKey(OrderOutcome, on_delete=models.PROTECT, related_name="rights")
    listing_id = models.UUIDField()
    version_id = models.UUIDField()
    seller_id = models.UUIDField()
    buyer_id = models.UUIDField()
    title = models.CharField(max_length=180)
    kind = models.CharField(max_length=10)
    bought_at = models.DateTimeField()
    opened_at = models.DateTimeField()
    until_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(kind__in=[DELIVERED, REFUNDED]), name="right_kind")
        ]
        indexes = [models.Index(fields=["buyer_id", "until_at"], name="right_buyer")]


def _mark() -> "models.PositiveSmallIntegerField[int | None, int | None]":
    return models.PositiveSmallIntegerField(null=True)


class Review(models.Model):
    """What a buyer says about one line. ``not_counted`` is a code, empty when it counts.

    ``stars`` is the product's mark, or for a refunded line nothing: it rates the service only.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    right = models.OneToOneField(ReviewRight, on_delete=models.PROTECT, related_name="review")
    key = models.CharField(max_length=255)
    listing_id = models.UUIDField()
    version_id = models.UUIDField()
    seller_id = models.UUIDField()
    buyer_id = models.UUIDField()
    kind = models.CharField(max_length=10)
    product_rating = _mark()
    described = _mark()
    quality = _mark()
    delivery = _mark()
    communication = _mark()
    verdict = models.CharField(max_length=10)
    text = models.TextField(max_length=MAX_TEXT, blank=True)
    authentic = models.CharField(max_length=6, blank=True)
    incentive_declared = models.BooleanField(default=False)
    not_counted = models.CharField(max_length=12, blank=True)
    bought_at = models.DateTimeField()
    written_at = models.DateTimeField()
    edited_at = models.DateTimeField(null=True)
    answer = models.TextField(blank=True)
    answered_at = models.DateTimeField(null=True)
    helpful = models.PositiveIntegerField(default=0)
    is_removed = models.BooleanField(default=False)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["buyer_id", "key"], name="review_key"),
            models.CheckConstraint(
                condition=Q(verdict__in=["positive", "neutral", "negative"]), name="review_verdict"
            ),
            models.CheckConstraint(
                condition=Q(authentic="") | Q(authentic__in=AUTHENTIC), name="review_authentic"
            ),
            models.CheckConstraint(
                condition=~Q(kind=REFUNDED)
                | Q(product_rating__isnull=True, quality__isnull=True),
                name="review_refunded_service",
            ),
            *(
                models.CheckConstraint(
                    condition=Q(**{f"{name}__isnull": True})
                    | Q(**{f"{name}__gte": 1, f"{name}__lte": 5}),
                    name=f"review_{name}",
                )
                for name in (
                    "product_rating", "described", "quality", "delivery", "communication",
                )
            ),
        ]  # fmt: skip
        indexes = [
            models.Index(fields=["listing_id", "-written_at"], name="review_listing"),
            models.Index(fields=["seller_id", "-written_at"], name="review_seller"),
            models.Index(fields=["buyer_id", "-written_at"], name="review_buyer"),
            models.Index(fields=["-written_at"], name="review_newest"),
            models.Index(
                fields=["listing_id"], name="review_not_genuine", condition=Q(authentic="no")
            ),
        ]


class ReviewEdit(models.Model):
    """A review was changed: its marks before and after. Its words stand in the openings."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    review = models.ForeignKey(Review, on_delete=models.PROTECT, related_name="edits")
    number = models.PositiveSmallIntegerField()
    marks_before = models.JSONField()
    marks_after = models.JSONField()
    made_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["review", "number"], name="review_edit_once"),
            models.CheckConstraint(condition=Q(number=1), name="review_edit_one"),
        ]


class HelpfulVote(models.Model):
    """Somebody who has bought here found a review helpful."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    review = models.ForeignKey(Review, on_delete=models.PROTECT, related_name="votes")
    member_id = models.UUIDField()
    voted_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["review", "member_id"], name="helpful_once")]


class Removal(models.Model):
    """A review was taken down: under which rule, why, by whom. Its place stays marked."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    review = models.OneToOneField(Review, on_delete=models.PROTECT, related_name="removal")
    rule = models.CharField(max_length=20)
    reason = models.CharField(max_length=500)
    actor_id = models.UUIDField(null=True)
    removed_at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["-removed_at"], name="removal_newest")]


class ListingRating(models.Model):
    """How many gave a listing one to five stars; only reviews that count."""

    listing_id = models.UUIDField(primary_key=True)
    seller_id = models.UUIDField()
    five = models.IntegerField(default=0)
    four = models.IntegerField(default=0)
    three = models.IntegerField(default=0)
    two = models.IntegerField(default=0)
    one = models.IntegerField(default=0)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(
                    five__gte=0, four__gte=0, three__gte=0, two__gte=0, one__gte=0
                ),
                name="listing_rating_counts",
            )
        ]  # fmt: skip
        indexes = [models.Index(fields=["seller_id"], name="listing_rating_seller")]


class Standing(models.Model):
    """One row: the platform's sums over all sellers' ratings, from which the prior is made."""

    id = models.PositiveSmallIntegerField(primary_key=True, default=1, editable=False)
    positive = models.PositiveIntegerField(default=0)
    ratings = models.PositiveIntegerField(default=0)
    made_at = models.DateTimeField()


class LogLeaf(models.Model):
    """A salted commitment to a review, its edit, answer or removal, or to a case decision.

    Appended without a place; the sealer gives it one. Never changed or removed: erasure takes
    the opening (salt and words) away and the log still verifies.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    kind = models.CharField(max_length=10)
    subject_id = models.UUIDField()
    digest = models.BinaryField(max_length=DIGEST_LENGTH)
    made_at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["subject_id", "id"], name="log_leaf_subject")]


class Opening(models.Model):
    """What a leaf commits to. May be erased for good."""

    leaf = models.OneToOneField(
        LogLeaf, on_delete=models.PROTECT, primary_key=True, related_name="opening"
    )
    salt = models.BinaryField(max_length=DIGEST_LENGTH)
    body = models.JSONField()


class PendingLeaf(models.Model):
    """A leaf that has no place yet."""

    leaf = models.OneToOneField(
        LogLeaf, on_delete=models.PROTECT, primary_key=True, related_name="pending"
    )


class SealedLeaf(models.Model):
    """The place of a leaf in the tree, from 0."""

    position = models.PositiveBigIntegerField(primary_key=True)
    leaf = models.OneToOneField(LogLeaf, on_delete=models.PROTECT, related_name="sealed")


class LogNode(models.Model):
    """The hash of a perfect subtree: ``2**level`` leaves from ``index * 2**level`` on."""

    id = models.BigAutoField(primary_key=True)
    level = models.PositiveSmallIntegerField()
    index = models.PositiveBigIntegerField()
    hash = models.BinaryField(max_length=DIGEST_LENGTH)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["level", "index"], name="log_node_once")]


class LogHead(models.Model):
    """The root over the first ``size`` leaves, as it was published."""

    size = models.PositiveBigIntegerField(primary_key=True)
    root = models.BinaryField(max_length=DIGEST_LENGTH)
    sealed_at = models.DateTimeField()


class Signal(models.Model):
    """Something seen that a person should look at, with its evidence. It decides nothing.

    ``source_id`` is what it was seen in, so that it is written once.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    kind = models.CharField(max_length=20)
    subject_kind = models.CharField(max_length=10)
    subject_id = models.UUIDField()
    source_id = models.UUIDField()
    evidence = models.JSONField(default=dict)
    seen_at = models.DateTimeField()
    closed_at = models.DateTimeField(null=True)
    closed_by = models.UUIDField(null=True)
    note = models.CharField(max_length=500, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["kind", "source_id"], name="signal_once")]
        indexes = [
            models.Index(
                fields=["-seen_at"], name="trust_signal_open", condition=Q(closed_at=None)
            ),
            models.Index(fields=["subject_id", "-seen_at"], name="trust_signal_subject"),
        ]


class Notice(models.Model):
    """Somebody tells us that something is illegal or wrong (DSA article 16), and our answer."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    reference = models.CharField(max_length=20, unique=True)
    key = models.CharField(max_length=255, unique=True)
    about_kind = models.CharField(max_length=10)
    about_id = models.UUIDField(null=True)
    address = models.CharField(max_length=300, blank=True)
    reason = models.CharField(max_length=20)
    text = models.TextField(max_length=4_000)
    member_id = models.UUIDField(null=True)
    email = models.CharField(max_length=254, blank=True)
    sent_at = models.DateTimeField()
    answered_at = models.DateTimeField(null=True)
    answer = models.TextField(blank=True)
    is_upheld = models.BooleanField(null=True)
    answered_by = models.UUIDField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(answered_at=None, is_upheld=None)
                | Q(answered_at__isnull=False, is_upheld__isnull=False),
                name="trust_notice_answered",
            )
        ]
        indexes = [
            models.Index(
                fields=["sent_at"], name="trust_notice_open", condition=Q(answered_at=None)
            ),
            models.Index(fields=["member_id", "-sent_at"], name="trust_notice_member"),
        ]
