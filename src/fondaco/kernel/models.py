"""Tables that each program has one set of: outbox, deadlines, idempotency, audit."""

from django.db import models
from django.db.models import Q

from fondaco.kernel.ids import new_id


class OutboxMessage(models.Model):
    """One event for one handler. Written in the transaction that made the news."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    event = models.CharField(max_length=80)
    handler = models.CharField(max_length=200)
    subject_id = models.UUIDField()
    data = models.JSONField(default=dict)
    written_at = models.DateTimeField()
    next_try_at = models.DateTimeField()
    attempts = models.PositiveSmallIntegerField(default=0)
    delivered_at = models.DateTimeField(null=True)
    last_error = models.CharField(max_length=200, blank=True)

    class Meta:
        indexes = [
            models.Index(
                fields=["next_try_at"], name="outbox_pending", condition=Q(delivered_at=None)
            ),
            models.Index(fields=["subject_id"], name="outbox_subject"),
        ]


class Deadline(models.Model):
    """Something that happens by itself at ``due_at`` unless it is cancelled before."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    kind = models.CharField(max_length=60)
    subject_id = models.UUIDField()
    due_at = models.DateTimeField()
    set_at = models.DateTimeField()
    closed_at = models.DateTimeField(null=True)
    fired = models.BooleanField(default=False)
    attempts = models.PositiveSmallIntegerField(default=0)
    retry_at = models.DateTimeField(null=True)
    """Security time before which one that has failed is not tried again."""

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["kind", "subject_id"], condition=Q(closed_at=None), name="deadline_one_open"
            )
        ]
        indexes = [
            models.Index(fields=["due_at", "id"], name="deadline_due", condition=Q(closed_at=None)),
            models.Index(fields=["subject_id"], name="deadline_subject"),
        ]


class StoredAnswer(models.Model):
    """The answer to a request that carried an idempotency key, replayed for 24 hours."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    scope = models.CharField(max_length=120)
    key = models.CharField(max_length=255)
    fingerprint = models.CharField(max_length=64)
    status = models.PositiveSmallIntegerField()
    body = models.JSONField()
    stored_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["scope", "key"], name="stored_answer_once"),
        ]
        indexes = [models.Index(fields=["stored_at"], name="stored_answer_age")]


class AuditRow(models.Model):
    """Who did what to money, roles, policies, cases and personal data. Never changed."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    at = models.DateTimeField()
    actor_kind = models.CharField(max_length=20)
    actor_id = models.UUIDField(null=True)
    act = models.CharField(max_length=80)
    subject_kind = models.CharField(max_length=40)
    subject_id = models.UUIDField(null=True)
    details = models.JSONField(default=dict)

    class Meta:
        indexes = [
            models.Index(fields=["subject_id", "id"], name="audit_subject"),
            models.Index(fields=["actor_id", "id"], name="audit_actor"),
        ]


class AuditWaiting(models.Model):
    """An audit row that stands in no batch yet: written with the row, removed by the sealer.

    Rows commit in another order than their ids have, so the sealer keeps no cursor.
    """

    row = models.OneToOneField(
        AuditRow, on_delete=models.PROTECT, primary_key=True, related_name="waiting"
    )


class AuditBatch(models.Model):
    """A link of the audit log's chain over ``count`` rows. Numbered from 1, never changed.

    ``previous`` is the hash of the batch before; ``sealed_at`` is security time.
    """

    number = models.PositiveBigIntegerField(primary_key=True)
    count = models.PositiveIntegerField()
    first_row_id = models.UUIDField()
    last_row_id = models.UUIDField()
    previous = models.BinaryField()
    digest = models.BinaryField()
    hash = models.BinaryField()
    sealed_at = models.DateTimeField()


class AuditSeal(models.Model):
    """The place of one audit row in a batch, and the digest of what it said. Never changed.

    No foreign key to the row: the seal outlives a row that somebody removes, and names it.
    """

    row_id = models.UUIDField(primary_key=True)
    batch = models.ForeignKey(AuditBatch, on_delete=models.PROTECT, related_name="seals")
    position = models.PositiveIntegerField()
    salt = models.BinaryField()
    digest = models.BinaryField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["batch", "position"], name="audit_seal_place"),
        ]


class Job(models.Model):
    """When a recurring job runs next, in business time, and who holds it now."""

    name = models.CharField(primary_key=True, max_length=80)
    next_run_at = models.DateTimeField()
    leased_until = models.DateTimeField(null=True)
    failures = models.PositiveSmallIntegerField(default=0)
