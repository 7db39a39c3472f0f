"""Money on its way to sellers."""

from django.db import models
from django.db.models import Q

from fondaco.kernel.ids import new_id
from fondaco.market.payments.lifecycle import PayoutState


class PayoutBatch(models.Model):
    """One payment file: payouts of one currency on one business day."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    key = models.CharField(max_length=80, unique=True)
    business_date = models.DateField()
    currency = models.CharField(max_length=3)
    state = models.CharField(max_length=12, default="made")
    document = models.BinaryField(null=True)
    payment_file_id = models.CharField(max_length=80, blank=True)
    refusal = models.CharField(max_length=200, blank=True)
    made_at = models.DateTimeField()
    sent_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(state__in=["made", "sent", "refused"]), name="payout_batch_state"
            )
        ]
        indexes = [models.Index(fields=["-business_date", "-id"], name="payout_batch_date")]


class Payout(models.Model):
    """One seller's balance on its way to their bank."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    batch = models.ForeignKey(PayoutBatch, on_delete=models.PROTECT, related_name="payouts")
    seller_id = models.UUIDField()
    amount_minor = models.BigIntegerField()
    currency = models.CharField(max_length=3)
    iban = models.CharField(max_length=34)
    bic = models.CharField(max_length=11, blank=True)
    holder_name = models.CharField(max_length=70)
    end_to_end_id = models.CharField(max_length=35, unique=True)
    state = models.CharField(max_length=12, default=PayoutState.MADE)
    reason = models.CharField(max_length=200, blank=True)
    made_at = models.DateTimeField()
    sent_at = models.DateTimeField(null=True)
    booked_at = models.DateTimeField(null=True)
    returned_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(amount_minor__gt=0), name="payout_amount"),
            models.CheckConstraint(
                condition=Q(state__in=[state.value for state in PayoutState]), name="payout_state"
            ),
        ]
        indexes = [
            models.Index(fields=["seller_id", "-id"], name="payout_seller"),
            models.Index(fields=["state", "id"], name="payout_by_state"),
        ]
