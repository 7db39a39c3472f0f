"""Money on its way back."""

from django.db import models
from django.db.models import Q

from fondaco.kernel.ids import new_id
from fondaco.market.payments.lifecycle import RefundState
from fondaco.market.payments.models.intents import Intent


class Refund(models.Model):
    """Money on its way back to the card that paid."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    key = models.CharField(max_length=120, unique=True)
    intent = models.ForeignKey(Intent, on_delete=models.PROTECT, related_name="refunds")
    amount_minor = models.BigIntegerField()
    cause_kind = models.CharField(max_length=40)
    cause_id = models.UUIDField()
    state = models.CharField(max_length=12, default=RefundState.REQUESTED)
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
        ]
        indexes = [
            models.Index(fields=["cause_id", "id"], name="refund_cause"),
            models.Index(fields=["state", "id"], name="refund_by_state"),
            models.Index(fields=["gateway_refund_id"], name="refund_gateway"),
        ]
