"""Offers and evidence. Neither is ever changed."""

from django.db import models
from django.db.models import Q

from fondaco.kernel.ids import new_id
from fondaco.market.cases.models.cases import Case


class Offer(models.Model):
    """A proposal of one side; the latest one stands until it is answered."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="offers")
    position = models.PositiveSmallIntegerField()
    side = models.CharField(max_length=6)
    author_id = models.UUIDField()
    kind = models.CharField(max_length=16)
    amount_minor = models.BigIntegerField()
    text = models.TextField(blank=True)
    made_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["case", "position"], name="case_offer_position"),
            models.CheckConstraint(condition=Q(side__in=["buyer", "seller"]), name="offer_side"),
            models.CheckConstraint(
                condition=Q(
                    kind__in=[
                        "full_refund", "part_refund", "return_refund", "replacement", "nothing",
                    ]
                ),
                name="offer_kind",
            ),
        ]  # fmt: skip


class Evidence(models.Model):
    """A text or a picture that one side showed. ``source_sha256`` is the file as it was sent,
    which is kept; ``sha256`` the picture as it is shown, made anew without hidden data."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="evidence")
    key = models.CharField(max_length=120)
    side = models.CharField(max_length=8)
    author_id = models.UUIDField()
    kind = models.CharField(max_length=16)
    text = models.TextField(blank=True)
    source_sha256 = models.CharField(max_length=64, blank=True)
    sha256 = models.CharField(max_length=64, blank=True)
    width = models.PositiveSmallIntegerField(default=0)
    height = models.PositiveSmallIntegerField(default=0)
    for_mediator_only = models.BooleanField(default=False)
    added_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["case", "key"], name="case_evidence_key"),
            models.CheckConstraint(
                condition=Q(kind__in=["statement", "picture", "invoice", "packing", "expert"]),
                name="evidence_kind",
            ),
            models.CheckConstraint(
                condition=~Q(text="") | ~Q(sha256=""), name="evidence_says_something"
            ),
        ]
