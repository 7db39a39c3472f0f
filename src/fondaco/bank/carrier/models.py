"""The carrier's parcels and what was scanned of them."""

from django.db import models
from django.db.models import Q

from fondaco.bank.carrier.lifecycle import STATES
from fondaco.kernel.ids import new_id


class Parcel(models.Model):
    """A label that was made, and the parcel that carries it."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    key = models.CharField(max_length=255, unique=True)
    tracking_number = models.CharField(max_length=20, unique=True)
    sender_name = models.CharField(max_length=80)
    sender_postcode = models.CharField(max_length=16, blank=True)
    sender_country = models.CharField(max_length=2, blank=True)
    reference = models.CharField(max_length=40, blank=True)
    postcode = models.CharField(max_length=16)
    country = models.CharField(max_length=2)
    weight_grams = models.PositiveIntegerField()
    signature_required = models.BooleanField(default=False)
    state = models.CharField(max_length=20, default="labelled")
    made_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(weight_grams__gt=0), name="parcel_weight"),
            models.CheckConstraint(condition=Q(state__in=sorted(STATES)), name="parcel_state"),
        ]
        indexes = [models.Index(fields=["-id"], name="parcel_newest")]


class Scan(models.Model):
    """One scan. Its id is the event's."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    parcel = models.ForeignKey(Parcel, on_delete=models.PROTECT, related_name="scans")
    kind = models.CharField(max_length=20)
    postcode = models.CharField(max_length=16, blank=True)
    country = models.CharField(max_length=2, blank=True)
    weight_grams = models.PositiveIntegerField()
    signed_by = models.CharField(max_length=80, blank=True)
    at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["parcel", "id"], name="scan_parcel")]
