"""Decisions, what waits for a second signature, appeals, and mediators who stepped back."""

from django.db import models
from django.db.models import Q

from fondaco.kernel.ids import new_id
from fondaco.market.cases.models.cases import Case


class Decision(models.Model):
    """What a mediator decided and why; never changed. ``amount_minor`` is the buyer's."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="decisions")
    number = models.PositiveSmallIntegerField()
    is_appeal = models.BooleanField(default=False)
    mediator_id = models.UUIDField()
    second_mediator_id = models.UUIDField(null=True)
    kind = models.CharField(max_length=8)
    amount_minor = models.BigIntegerField()
    reason_code = models.CharField(max_length=40)
    text = models.TextField()
    evidence_ids = models.JSONField(default=list)
    postage_by = models.CharField(max_length=8, blank=True)
    made_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["case", "number"], name="case_decision_number"),
            models.CheckConstraint(
                condition=Q(kind__in=["refund", "return", "nothing", "uphold"]),
                name="decision_kind",
            ),
            models.CheckConstraint(
                condition=Q(second_mediator_id=None)
                | ~Q(second_mediator_id=models.F("mediator_id")),
                name="decision_two_people",
            ),
        ]


class Proposal(models.Model):
    """A decision that one mediator signed and that waits for a second signature."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    case = models.OneToOneField(Case, on_delete=models.PROTECT, related_name="proposal")
    mediator_id = models.UUIDField()
    kind = models.CharField(max_length=8)
    amount_minor = models.BigIntegerField()
    reason_code = models.CharField(max_length=40)
    text = models.TextField()
    evidence_ids = models.JSONField(default=list)
    made_at = models.DateTimeField()


class Appeal(models.Model):
    """One side's appeal against the decision; one a case."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    case = models.OneToOneField(Case, on_delete=models.PROTECT, related_name="appeal")
    side = models.CharField(max_length=6)
    author_id = models.UUIDField()
    text = models.TextField()
    made_at = models.DateTimeField()


class Recusal(models.Model):
    """A mediator who stepped back from a case, or was silent in it."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="recusals")
    mediator_id = models.UUIDField()
    reason = models.CharField(max_length=200)
    at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["case", "mediator_id"], name="case_recusal_once")
        ]


class BlindReview(models.Model):
    """A decided case that another mediator decides again without seeing the decision.

    It moves no money: it measures how far mediators agree. ``made_at`` is None until it is done.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    decision = models.OneToOneField(Decision, on_delete=models.PROTECT, related_name="blind")
    mediator_id = models.UUIDField()
    kind = models.CharField(max_length=8, blank=True)
    amount_minor = models.BigIntegerField(default=0)
    agrees = models.BooleanField(null=True)
    drawn_at = models.DateTimeField()
    made_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [models.Index(fields=["mediator_id", "made_at", "id"], name="blind_queue")]
