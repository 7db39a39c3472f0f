"""Cases, the lines they are about, and every step they took."""

from django.db import models
from django.db.models import Q

from fondaco.kernel.ids import new_id
from fondaco.market.cases.rules.reasons import Reason
from fondaco.market.cases.rules.words import State


class Case(models.Model):
    """A complaint of a buyer about lines of one order. ``due_at`` repeats the stored deadline.

    ``mediation_from_at`` is when mediation began, moved on by stopped clocks; ``stage`` counts
    its mediators (1, 2, 3 the head of finance, 4 nobody decided). ``stopped_s`` is how long the
    clock stood still in all, ``stopped_at`` since when it stands still now. ``agreed_minor`` is
    what a refund under way will be. ``is_repeat`` says that a case about one of its lines was
    settled before. ``chargeback_id`` is the chargeback, a row of payments, that it waits for.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    key = models.CharField(max_length=100, unique=True)
    reference = models.CharField(max_length=20, unique=True)
    order_id = models.UUIDField()
    order_reference = models.CharField(max_length=20)
    buyer_id = models.UUIDField()
    seller_id = models.UUIDField()
    seller_country = models.CharField(max_length=2)
    currency = models.CharField(max_length=3)
    policy_version = models.PositiveIntegerField()
    reason = models.CharField(max_length=24)
    statement = models.TextField()
    wanted = models.CharField(max_length=16)
    wanted_minor = models.BigIntegerField()
    amount_minor = models.BigIntegerField()
    state = models.CharField(max_length=20)
    due_at = models.DateTimeField(null=True)
    outcome = models.CharField(max_length=24, blank=True)
    refunded_minor = models.BigIntegerField(default=0)
    agreed_minor = models.BigIntegerField(null=True)
    hold_id = models.UUIDField(null=True)
    is_serial = models.BooleanField(default=False)
    is_repeat = models.BooleanField(default=False)
    is_authenticated = models.BooleanField(default=False)
    interrupted_state = models.CharField(max_length=20, blank=True)
    chargeback_id = models.UUIDField(null=True)
    mediation_from_at = models.DateTimeField(null=True)
    stage = models.PositiveSmallIntegerField(default=0)
    mediator_id = models.UUIDField(null=True)
    stopped_at = models.DateTimeField(null=True)
    stopped_s = models.PositiveIntegerField(default=0)
    asked_side = models.CharField(max_length=6, blank=True)
    asked_text = models.TextField(blank=True)
    buyer_was_asked = models.BooleanField(default=False)
    seller_was_asked = models.BooleanField(default=False)
    replacement_carrier = models.CharField(max_length=40, blank=True)
    replacement_number = models.CharField(max_length=60, blank=True)
    label_by = models.CharField(max_length=8, blank=True)
    label_at = models.DateTimeField(null=True)
    return_carrier = models.CharField(max_length=40, blank=True)
    return_number = models.CharField(max_length=60, blank=True)
    return_scanned_at = models.DateTimeField(null=True)
    return_arrived_at = models.DateTimeField(null=True)
    return_weight_grams = models.PositiveIntegerField(null=True)
    is_extended = models.BooleanField(default=False)
    was_reopened = models.BooleanField(default=False)
    opened_at = models.DateTimeField()
    closed_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(state__in=list(State)), name="case_state"),
            models.CheckConstraint(condition=Q(reason__in=list(Reason)), name="case_reason"),
            models.CheckConstraint(
                condition=Q(state=State.CLOSED, due_at=None, closed_at__isnull=False)
                | (~Q(state=State.CLOSED) & Q(due_at__isnull=False, closed_at=None)),
                name="case_waits_until",
            ),
            models.CheckConstraint(
                condition=Q(amount_minor__gte=0, refunded_minor__gte=0, wanted_minor__gte=0),
                name="case_amounts",
            ),
        ]
        indexes = [
            models.Index(fields=["order_id"], name="case_order"),
            models.Index(fields=["buyer_id", "-opened_at", "-id"], name="case_buyer"),
            models.Index(fields=["seller_id", "due_at", "id"], name="case_seller"),
            models.Index(fields=["seller_id", "closed_at"], name="case_seller_closed"),
            models.Index(fields=["state", "due_at", "id"], name="case_queue"),
            models.Index(fields=["mediator_id", "state"], name="case_mediator"),
            models.Index(
                fields=["return_carrier", "return_number"],
                name="case_return",
                condition=~Q(return_number=""),
            ),
            models.Index(
                fields=["replacement_carrier", "replacement_number"],
                name="case_replacement",
                condition=~Q(replacement_number=""),
            ),
        ]


class CaseLine(models.Model):
    """A line of the order that the case is about; one open case a line."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="lines")
    line_id = models.UUIDField()
    listing_id = models.UUIDField()
    version_id = models.UUIDField()
    title = models.CharField(max_length=200)
    quantity = models.PositiveIntegerField()
    is_open = models.BooleanField(default=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["line_id"], condition=Q(is_open=True), name="case_line_one_open"
            ),
            models.UniqueConstraint(fields=["case", "line_id"], name="case_line_once"),
        ]


class CaseEvent(models.Model):
    """One step of a case, never changed. ``key`` makes a repeated command change nothing."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="events")
    position = models.PositiveIntegerField()
    key = models.CharField(max_length=120)
    at = models.DateTimeField()
    event = models.CharField(max_length=24)
    role = models.CharField(max_length=10)
    actor_id = models.UUIDField(null=True)
    from_state = models.CharField(max_length=20, blank=True)
    to_state = models.CharField(max_length=20)
    amount_minor = models.BigIntegerField(null=True)
    detail = models.CharField(max_length=40, blank=True)
    text = models.TextField(blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["case", "position"], name="case_event_position"),
            models.UniqueConstraint(fields=["case", "key"], name="case_event_key"),
        ]
