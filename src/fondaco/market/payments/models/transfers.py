"""Bank transfers that are expected, what came of them, and bank payments to buyers."""

from django.db import models
from django.db.models import F, Q

from fondaco.kernel.ids import new_id
from fondaco.market.payments.lifecycle import OutgoingState, TransferState
from fondaco.market.payments.models.intents import Intent
from fondaco.market.payments.models.payouts import PayoutBatch
from fondaco.market.payments.models.refunds import Refund
from fondaco.market.payments.models.statements import StatementLine


class ExpectedTransfer(models.Model):
    """The bank transfer that shall pay an intent, known by its creditor reference."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    intent = models.OneToOneField(Intent, on_delete=models.PROTECT, related_name="transfer")
    reference = models.CharField(max_length=25, unique=True)
    iban = models.CharField(max_length=34)
    amount_minor = models.BigIntegerField()
    held_minor = models.BigIntegerField(default=0)
    """What came and was kept for the payment; what went back at once is not in it."""
    state = models.CharField(max_length=12, default=TransferState.WAITING)
    until_date = models.DateField()
    """The last day on which the money may be booked on our account."""
    chosen_at = models.DateTimeField()
    paid_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(held_minor__gte=0) & Q(held_minor__lte=F("amount_minor")),
                name="transfer_held_at_most_expected",
            ),
            models.CheckConstraint(
                condition=~Q(state=TransferState.PAID.value) | Q(held_minor=F("amount_minor")),
                name="transfer_paid_is_covered",
            ),
            models.CheckConstraint(
                condition=Q(state__in=[state.value for state in TransferState]),
                name="transfer_state",
            ),
        ]
        indexes = [models.Index(fields=["state", "until_date"], name="transfer_by_state")]


class TransferReceipt(models.Model):
    """Money that came for an expected transfer: one statement line, from one sender."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    transfer = models.ForeignKey(
        ExpectedTransfer, on_delete=models.PROTECT, related_name="receipts"
    )
    line = models.OneToOneField(StatementLine, on_delete=models.PROTECT, related_name="receipt")
    amount_minor = models.BigIntegerField()
    kept_minor = models.BigIntegerField()
    """The part that pays; the rest went back at once."""
    back_minor = models.BigIntegerField(default=0)
    """What of the kept part has gone back since: refunds, or all of it at the end of time."""
    sender_name = models.CharField(max_length=140, blank=True)
    sender_iban = models.CharField(max_length=34, blank=True)
    booked_date = models.DateField()
    received_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(amount_minor__gt=0), name="receipt_amount"),
            models.CheckConstraint(
                condition=Q(back_minor__gte=0)
                & Q(back_minor__lte=F("kept_minor"))
                & Q(kept_minor__lte=F("amount_minor")),
                name="receipt_back_at_most_kept",
            ),
        ]
        indexes = [models.Index(fields=["transfer", "id"], name="receipt_transfer")]


class OutgoingPayment(models.Model):
    """One bank payment to a buyer, or to whoever sent us money that is not ours."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    batch = models.ForeignKey(
        PayoutBatch, on_delete=models.PROTECT, null=True, related_name="outgoing"
    )
    refund = models.ForeignKey(Refund, on_delete=models.PROTECT, null=True, related_name="outgoing")
    receipt = models.ForeignKey(
        TransferReceipt, on_delete=models.PROTECT, null=True, related_name="outgoing"
    )
    line = models.ForeignKey(
        StatementLine, on_delete=models.PROTECT, null=True, related_name="outgoing"
    )
    """The line of nobody's money that goes back where it came from."""
    member_id = models.UUIDField(null=True)
    key = models.CharField(max_length=120, unique=True)
    purpose = models.CharField(max_length=12)
    amount_minor = models.BigIntegerField()
    currency = models.CharField(max_length=3)
    iban = models.CharField(max_length=34)
    bic = models.CharField(max_length=11, blank=True)
    holder_name = models.CharField(max_length=70)
    text = models.CharField(max_length=140)
    end_to_end_id = models.CharField(max_length=35, unique=True)
    state = models.CharField(max_length=12, default=OutgoingState.WAITING)
    reason = models.CharField(max_length=200, blank=True)
    made_at = models.DateTimeField()
    due_at = models.DateTimeField()
    sent_at = models.DateTimeField(null=True)
    booked_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(amount_minor__gt=0), name="outgoing_amount"),
            models.CheckConstraint(
                condition=Q(state__in=[state.value for state in OutgoingState]),
                name="outgoing_state",
            ),
            models.CheckConstraint(
                condition=Q(purpose="refund", refund__isnull=False)
                | Q(purpose="credit", member_id__isnull=False, refund=None)
                | Q(purpose="line", line__isnull=False, refund=None),
                name="outgoing_purpose",
            ),
        ]
        indexes = [
            models.Index(fields=["state", "due_at"], name="outgoing_by_state"),
            models.Index(fields=["member_id", "-id"], name="outgoing_member"),
        ]
