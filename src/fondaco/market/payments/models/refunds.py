"""Money on its way back."""

from django.db import models
from django.db.models import Q

from fondaco.kernel.ids import new_id
from fondaco.market.payments.lifecycle import RefundState
from fondaco.market.payments.models.intents import Intent

ROUTES = ("card", "transfer", "credit", "account")


class Refund(models.Model):
    """Money on its way back: the way it was paid, or the way its buyer chose after a refusal."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    key = models.CharField(max_length=120, unique=True)
    intent = models.ForeignKey(Intent, on_delete=models.PROTECT, related_name="refunds")
    amount_minor = models.BigIntegerField()
    cause_kind = models.CharField(max_length=40)
    cause_id = models.UUIDField()
    state = models.CharField(max_length=12, default=RefundState.REQUESTED)
    route = models.CharField(max_length=10, default="card")
    of_capture = models.BooleanField(default=True)
    """False for transferred money that never paid: surplus, late, or too little at the end."""
    reason = models.CharField(max_length=200, blank=True)
    """Why it was refused last, as the bank said it."""
    chosen_at = models.DateTimeField(null=True)
    held_until = models.DateTimeField(null=True)
    reminded = models.PositiveSmallIntegerField(default=0)
    gateway_refund_id = models.CharField(max_length=80, blank=True)
    response_code = models.CharField(max_length=4, blank=True)
    network_reference = models.CharField(max_length=40, blank=True)
    tried_at = models.DateTimeField(null=True)
    requested_at = models.DateTimeField()
    sent_at = models.DateTimeField(null=True)
    settled_at = models.DateTimeField(null=True)
    refused_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(amount_minor__gt=0), name="refund_amount"),
            models.CheckConstraint(
                condition=Q(state__in=[state.value for state in RefundState]), name="refund_state"
            ),
            models.CheckConstraint(condition=Q(route__in=ROUTES), name="refund_route"),
        ]
        indexes = [
            models.Index(fields=["cause_id", "id"], name="refund_cause"),
            models.Index(fields=["state", "id"], name="refund_by_state"),
            models.Index(fields=["gateway_refund_id"], name="refund_gateway"),
        ]
