"""Cards and their security codes, sealed."""

from django.db import models
from django.db.models import Q

from fondaco.kernel.ids import new_id


class Card(models.Model):
    """A stored card. ``sealed`` holds number and name and is bound to the token; a forgotten card
    has none. ``wallet`` is the device wallet it came from, empty for one typed in;
    ``device_number``: the number is a device's own and pays with a cryptogram only."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    tenant = models.CharField(max_length=40)
    token = models.CharField(max_length=40, unique=True)
    data_key_id = models.UUIDField()
    sealed = models.BinaryField(null=True)
    fingerprint = models.CharField(max_length=64, blank=True)
    brand = models.CharField(max_length=12)
    first_six = models.CharField(max_length=6, blank=True)
    last_four = models.CharField(max_length=4, blank=True)
    expiry_month = models.PositiveSmallIntegerField()
    expiry_year = models.PositiveSmallIntegerField()
    funding = models.CharField(max_length=10)
    issuer_country = models.CharField(max_length=2, blank=True)
    code_state = models.CharField(max_length=10)
    wallet = models.CharField(max_length=12, blank=True)
    device_number = models.BooleanField(default=False)
    stored_at = models.DateTimeField()
    frozen_at = models.DateTimeField(null=True)
    forgotten_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(forgotten_at=None, sealed__isnull=False)
                | Q(forgotten_at__isnull=False, sealed=None, fingerprint="", last_four=""),
                name="card_forgotten_has_no_number",
            ),
            models.CheckConstraint(
                condition=Q(device_number=False) | ~Q(wallet=""), name="card_device_has_wallet"
            ),
            models.CheckConstraint(
                condition=Q(expiry_month__gte=1, expiry_month__lte=12), name="card_expiry_month"
            ),
        ]
        indexes = [
            models.Index(fields=["tenant", "fingerprint"], name="card_fingerprint"),
            models.Index(fields=["data_key_id"], name="card_data_key"),
        ]


class SecurityCode(models.Model):
    """A security code, or a device's cryptogram in its place, that waits for its authorization.
    Read once; gone when its time is up."""

    card = models.OneToOneField(Card, on_delete=models.CASCADE, primary_key=True)
    data_key_id = models.UUIDField()
    sealed = models.BinaryField()
    expires_at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["expires_at"], name="security_code_expiry")]
