"""Proposed policies: what was written, proposed, and decided by a second person."""

from django.db import models
from django.db.models import F, Q

from fondaco.kernel.ids import new_id
from fondaco.market.trade.rules.policy_proposals import Event, State


class PolicyProposal(models.Model):
    """A new version that somebody writes; what happened to it are its steps. Never changed."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    key = models.CharField(max_length=100, unique=True)
    author_id = models.UUIDField()
    begun_at = models.DateTimeField()


class PolicyStep(models.Model):
    """One step of a proposal, never changed; the last one says where it stands.

    ``body`` are the numbers as they stood at this step, ``reason`` why they are wanted or what
    was answered, ``base_version`` the policy they change, ``version`` the one published.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    proposal = models.ForeignKey(PolicyProposal, on_delete=models.PROTECT, related_name="steps")
    position = models.PositiveSmallIntegerField()
    key = models.CharField(max_length=100)
    event = models.CharField(max_length=10)
    state = models.CharField(max_length=10)
    body = models.JSONField()
    reason = models.CharField(max_length=300)
    note = models.CharField(max_length=300, blank=True)
    base_version = models.PositiveIntegerField()
    version = models.PositiveIntegerField(null=True, unique=True)
    author_id = models.UUIDField()
    by_id = models.UUIDField()
    at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["proposal", "position"], name="policy_step_position"),
            models.UniqueConstraint(fields=["proposal", "key"], name="policy_step_key"),
            models.CheckConstraint(condition=Q(state__in=list(State)), name="policy_step_state"),
            models.CheckConstraint(condition=Q(event__in=list(Event)), name="policy_step_event"),
            models.CheckConstraint(
                condition=~Q(state__in=[State.PUBLISHED, State.REJECTED])
                | ~Q(by_id=F("author_id")),
                name="policy_step_second_person",
            ),
            models.CheckConstraint(
                condition=Q(state=State.PUBLISHED, version__isnull=False)
                | (~Q(state=State.PUBLISHED) & Q(version=None)),
                name="policy_step_version",
            ),
        ]
