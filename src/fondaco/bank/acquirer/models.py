"""The acquirer's books: what merchants asked for, and the days that were closed."""

from django.db import models
from django.db.models import F, Q

from fondaco.kernel.ids import new_id


class Authorization(models.Model):
    """One authorization asked for under one key, with the issuer's answer."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    key = models.CharField(max_length=255, unique=True)
    fingerprint = models.CharField(max_length=64)
    payment_id = models.UUIDField(null=True)
    merchant_id = models.CharField(max_length=35)
    descriptor = models.CharField(max_length=40)
    amount_minor = models.BigIntegerField()
    currency = models.CharField(max_length=3)
    response_code = models.CharField(max_length=2)
    network_reference = models.CharField(max_length=15)
    approval_code = models.CharField(max_length=6, blank=True)
    authorized_at = models.DateTimeField()
    reversed_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [models.Index(fields=["payment_id"], name="acquirer_payment")]


class Reversal(models.Model):
    """A hold given up before capture."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    key = models.CharField(max_length=255, unique=True)
    fingerprint = models.CharField(max_length=64)
    authorization = models.ForeignKey(Authorization, on_delete=models.PROTECT)
    reversed_at = models.DateTimeField()


class SettledDay(models.Model):
    """A business day that was closed; once."""

    day = models.DateField(primary_key=True)
    closed_at = models.DateTimeField()


class Settlement(models.Model):
    """What one day brought the merchant in one currency; its line stands on the account."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    day = models.ForeignKey(SettledDay, on_delete=models.PROTECT)
    currency = models.CharField(max_length=3)
    captured_minor = models.BigIntegerField()
    refunded_minor = models.BigIntegerField()
    charged_back_minor = models.BigIntegerField()
    cost_minor = models.BigIntegerField()
    reference = models.CharField(max_length=35, unique=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["day", "currency"], name="settlement_once"),
        ]


class Capture(models.Model):
    """Money taken from an authorization; one an authorization."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    key = models.CharField(max_length=255, unique=True)
    fingerprint = models.CharField(max_length=64)
    authorization = models.OneToOneField(Authorization, on_delete=models.PROTECT)
    amount_minor = models.BigIntegerField()
    refunded_minor = models.BigIntegerField(default=0)
    captured_at = models.DateTimeField()
    settlement_date = models.DateField()
    settlement = models.ForeignKey(Settlement, on_delete=models.PROTECT, null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(refunded_minor__gte=0, refunded_minor__lte=F("amount_minor")),
                name="capture_not_over_refunded",
            ),
        ]
        indexes = [
            models.Index(
                fields=["settlement_date"], name="capture_due", condition=Q(settlement=None)
            ),
        ]


class Refund(models.Model):
    """Money sent back for a capture, or the refusal to."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    key = models.CharField(max_length=255, unique=True)
    fingerprint = models.CharField(max_length=64)
    capture = models.ForeignKey(Capture, on_delete=models.PROTECT)
    amount_minor = models.BigIntegerField()
    descriptor = models.CharField(max_length=40)
    response_code = models.CharField(max_length=2)
    network_reference = models.CharField(max_length=15)
    asked_at = models.DateTimeField()
    settlement_date = models.DateField()
    settlement = models.ForeignKey(Settlement, on_delete=models.PROTECT, null=True)

    class Meta:
        indexes = [
            models.Index(
                fields=["settlement_date"],
                name="refund_due",
                condition=Q(settlement=None, response_code="00"),
            ),
        ]


class Chargeback(models.Model):
    """A disputed capture: taken from the merchant at once, given back if the merchant wins."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    capture = models.OneToOneField(Capture, on_delete=models.PROTECT)
    amount_minor = models.BigIntegerField()
    reason_code = models.CharField(max_length=6)
    state = models.CharField(max_length=8, default="open")
    opened_at = models.DateTimeField()
    answer_until_at = models.DateTimeField()
    because = models.CharField(max_length=140, blank=True)
    decided_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [
            models.Index(
                fields=["answer_until_at"], name="chargeback_open", condition=Q(state="open")
            ),
        ]


class ChargebackAnswer(models.Model):
    """What the merchant sent in its defence; ``documents`` is a list of ``{kind, title, text}``."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    key = models.CharField(max_length=255, unique=True)
    fingerprint = models.CharField(max_length=64)
    chargeback = models.ForeignKey(Chargeback, on_delete=models.PROTECT, related_name="answers")
    documents = models.JSONField()
    summary = models.TextField(blank=True)
    received_at = models.DateTimeField()


class ChargebackMove(models.Model):
    """What a chargeback moves in a settlement: -1 takes from the merchant, +1 gives back."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    chargeback = models.ForeignKey(Chargeback, on_delete=models.PROTECT)
    direction = models.SmallIntegerField()
    settlement_date = models.DateField()
    settlement = models.ForeignKey(Settlement, on_delete=models.PROTECT, null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["chargeback", "direction"], name="chargeback_moves_once"
            ),
            models.CheckConstraint(condition=Q(direction__in=[-1, 1]), name="chargeback_direction"),
        ]


class PaymentFile(models.Model):
    """One pain.001 that was taken in."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    key = models.CharField(max_length=255, unique=True)
    fingerprint = models.CharField(max_length=64)
    message_id = models.CharField(max_length=35, unique=True)
    state = models.CharField(max_length=20)
    taken_at = models.DateTimeField()


class PaymentOrder(models.Model):
    """One credit transfer of a file, from order to booking or return."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    file = models.ForeignKey(PaymentFile, on_delete=models.PROTECT, related_name="orders")
    end_to_end_id = models.CharField(max_length=35)
    amount_minor = models.BigIntegerField()
    currency = models.CharField(max_length=3)
    creditor_name = models.CharField(max_length=140)
    creditor_iban = models.CharField(max_length=34)
    text = models.CharField(max_length=140, blank=True)
    execution_date = models.DateField()
    state = models.CharField(max_length=10)
    reason_code = models.CharField(max_length=4, blank=True)
    booked_date = models.DateField(null=True)
    return_date = models.DateField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(amount_minor__gt=0), name="payment_order_amount"),
            models.CheckConstraint(
                condition=Q(state__in=["pending", "booked", "returning", "returned", "rejected"]),
                name="payment_order_state",
            ),
        ]
        indexes = [
            models.Index(fields=["execution_date"], name="order_due", condition=Q(state="pending")),
            models.Index(
                fields=["return_date"], name="order_return_due", condition=Q(state="returning")
            ),
        ]
