"""Parcels and what carriers say about them."""

from django.db import models
from django.db.models import Q

from fondaco.kernel.ids import new_id
from fondaco.market.trade.models.orders import OrderLine, SellerOrder


class Shipment(models.Model):
    """A parcel: a carrier's tracking number, and what its scans amount to so far."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    order = models.ForeignKey(SellerOrder, on_delete=models.PROTECT, related_name="shipments")
    key = models.CharField(max_length=100, unique=True)
    carrier = models.CharField(max_length=40)
    tracking_number = models.CharField(max_length=60)
    recorded_at = models.DateTimeField()
    first_scan_at = models.DateTimeField(null=True)
    delivered_at = models.DateTimeField(null=True)
    returned_at = models.DateTimeField(null=True)
    is_proven = models.BooleanField(default=False)
    signed_by = models.CharField(max_length=80, blank=True)
    missing = models.JSONField(default=list)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["order", "carrier", "tracking_number"], name="shipment_once"
            )
        ]
        indexes = [models.Index(fields=["carrier", "tracking_number"], name="shipment_number")]


class ShipmentLine(models.Model):
    """How many of a line are in a parcel."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    shipment = models.ForeignKey(Shipment, on_delete=models.PROTECT, related_name="contents")
    line = models.ForeignKey(OrderLine, on_delete=models.PROTECT, related_name="parcels")
    quantity = models.PositiveSmallIntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["shipment", "line"], name="shipment_line_once"),
            models.CheckConstraint(condition=Q(quantity__gte=1), name="shipment_line_quantity"),
        ]


class Scan(models.Model):
    """What a carrier said about a number, once for each of its event ids; never changed."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    event_id = models.CharField(max_length=80)
    carrier = models.CharField(max_length=40)
    tracking_number = models.CharField(max_length=60)
    kind = models.CharField(max_length=20)
    at = models.DateTimeField()
    postcode = models.CharField(max_length=16, blank=True)
    country = models.CharField(max_length=2, blank=True)
    weight_grams = models.PositiveIntegerField(null=True)
    signed_by = models.CharField(max_length=80, blank=True)
    received_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["carrier", "event_id"], name="scan_event_once")
        ]
        indexes = [models.Index(fields=["carrier", "tracking_number", "at"], name="scan_number")]
