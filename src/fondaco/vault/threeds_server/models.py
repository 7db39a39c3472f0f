"""Authentications, their masked messages, and the directory server's list of card ranges."""

from django.db import models
from django.db.models import Q

from fondaco.kernel.ids import new_id


class RangeList(models.Model):
    """A directory server's list as last fetched. One row a tenant."""

    tenant = models.CharField(max_length=40, primary_key=True)
    serial_number = models.CharField(max_length=20, blank=True)
    ds_lowest = models.CharField(max_length=8)
    ds_highest = models.CharField(max_length=8)
    ranges = models.JSONField()
    fetched_at = models.DateTimeField()


class Authentication(models.Model):
    """One authentication of one card for one amount and payee.

    ``state`` and the ``result_…`` columns are those of :class:`fondaco.threeds.transaction`.
    ``request`` holds what the AReq needs of the browser, and is emptied once it is sent.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    tenant = models.CharField(max_length=40)
    key = models.CharField(max_length=255)
    parameters = models.CharField(max_length=64)
    card_id = models.UUIDField()
    card_token = models.CharField(max_length=40)
    brand = models.CharField(max_length=12)
    amount_minor = models.BigIntegerField()
    currency = models.CharField(max_length=3)
    payee = models.CharField(max_length=40)
    merchant_id = models.CharField(max_length=35)
    return_url = models.CharField(max_length=500)
    window_size = models.CharField(max_length=2)
    request = models.JSONField(default=dict)
    version = models.CharField(max_length=8)
    trans_id = models.UUIDField(unique=True)
    acs_trans_id = models.CharField(max_length=36, blank=True)
    ds_trans_id = models.CharField(max_length=36, blank=True)
    state = models.CharField(max_length=16)
    state_since = models.DateTimeField()
    begun_at = models.DateTimeField()
    method_url = models.CharField(max_length=256, blank=True)
    method_called_back = models.BooleanField(default=False)
    acs_url = models.CharField(max_length=2048, blank=True)
    creq = models.TextField(blank=True)
    session_data = models.CharField(max_length=64, blank=True)
    result_status = models.CharField(max_length=1, blank=True)
    result_reason = models.CharField(max_length=2, blank=True)
    result_eci = models.CharField(max_length=2, blank=True)
    result_cancel = models.CharField(max_length=2, blank=True)
    result_told = models.BooleanField(default=False)
    data_key_id = models.UUIDField(null=True)
    sealed_value = models.BinaryField(null=True)
    settled_at = models.DateTimeField(null=True)
    voided_at = models.DateTimeField(null=True)
    used_by = models.CharField(max_length=255, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["tenant", "key"], name="authentication_key"),
            models.CheckConstraint(condition=Q(amount_minor__gt=0), name="authentication_amount"),
        ]
        indexes = [
            models.Index(
                fields=["state_since"],
                name="authentication_unsettled",
                condition=Q(settled_at=None),
            ),
            models.Index(fields=["card_id"], name="authentication_card"),
        ]


class TraceMessage(models.Model):
    """One message as it may be shown: no number, no authentication value, no person."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    authentication = models.ForeignKey(
        Authentication, on_delete=models.CASCADE, related_name="messages"
    )
    position = models.PositiveSmallIntegerField()
    message = models.JSONField()
    at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["authentication", "position"], name="trace_message_position"
            )
        ]
