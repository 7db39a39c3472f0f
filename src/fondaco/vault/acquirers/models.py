"""What was asked of an acquirer, under which key, and what came of it."""

from django.db import models
from django.db.models import F, Q

from fondaco.kernel.ids import new_id


class Request(models.Model):
    """What every request to an acquirer has. ``parameters`` is the fingerprint that a repeated key
    must match; ``reference`` the acquirer's own name for it."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    tenant = models.CharField(max_length=40)
    key = models.CharField(max_length=255)
    parameters = models.CharField(max_length=64)
    state = models.CharField(max_length=16)
    reference = models.CharField(max_length=80, blank=True)
    response_code = models.CharField(max_length=4, blank=True)
    network_reference = models.CharField(max_length=40, blank=True)
    begun_at = models.DateTimeField()
    answered_at = models.DateTimeField(null=True)

    class Meta:
        abstract = True


def _unsettled(name: str) -> models.Index:
    return models.Index(
        fields=["begun_at"], name=name, condition=Q(state__in=["sent", "in_doubt", "lost"])
    )


class Authorization(Request):
    """The issuer's promise of an amount. ``captured_minor`` counts captures not refused."""

    card_id = models.UUIDField()
    authentication_id = models.UUIDField()
    amount_minor = models.BigIntegerField()
    captured_minor = models.BigIntegerField(default=0)
    currency = models.CharField(max_length=3)
    payee = models.CharField(max_length=40)
    descriptor = models.CharField(max_length=40)
    approval_code = models.CharField(max_length=12, blank=True)
    authorized_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["tenant", "key"], name="authorization_key"),
            models.UniqueConstraint(fields=["authentication_id"], name="authorization_once"),
            models.CheckConstraint(
                condition=Q(amount_minor__gt=0)
                & Q(captured_minor__gte=0)
                & Q(captured_minor__lte=F("amount_minor")),
                name="authorization_amounts",
            ),
        ]
        indexes = [
            _unsettled("authorization_unsettled"),
            models.Index(fields=["card_id", "begun_at"], name="authorization_card"),
        ]


class Capture(Request):
    """An authorized amount claimed. ``refunded_minor`` counts refunds not refused."""

    authorization = models.ForeignKey(
        Authorization, on_delete=models.PROTECT, related_name="captures"
    )
    amount_minor = models.BigIntegerField()
    refunded_minor = models.BigIntegerField(default=0)
    captured_at = models.DateTimeField(null=True)
    settlement_date = models.DateField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["tenant", "key"], name="capture_key"),
            models.CheckConstraint(
                condition=Q(amount_minor__gt=0)
                & Q(refunded_minor__gte=0)
                & Q(refunded_minor__lte=F("amount_minor")),
                name="capture_amounts",
            ),
        ]
        indexes = [_unsettled("capture_unsettled")]


class Refund(Request):
    """A captured amount given back."""

    capture = models.ForeignKey(Capture, on_delete=models.PROTECT, related_name="refunds")
    amount_minor = models.BigIntegerField()
    descriptor = models.CharField(max_length=40, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["tenant", "key"], name="refund_key"),
            models.CheckConstraint(condition=Q(amount_minor__gt=0), name="refund_amount"),
        ]
        indexes = [_unsettled("refund_unsettled")]


class Reversal(Request):
    """An authorization given up before it was captured."""

    authorization = models.ForeignKey(
        Authorization, on_delete=models.PROTECT, related_name="reversals"
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["tenant", "key"], name="reversal_key"),
            models.UniqueConstraint(
                fields=["authorization"],
                condition=~Q(state="refused"),
                name="reversal_one_an_authorization",
            ),
        ]
        indexes = [_unsettled("reversal_unsettled")]
