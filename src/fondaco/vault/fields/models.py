"""Field sessions, and the keys that browsers encrypt to."""

from django.db import models

from fondaco.kernel.ids import new_id


class EncryptionKey(models.Model):
    """A P-256 key pair; the private half is sealed. Published while in use, taken until its end."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    kid = models.CharField(max_length=64, unique=True)
    public_jwk = models.JSONField()
    data_key_id = models.UUIDField()
    sealed_private = models.BinaryField()
    made_at = models.DateTimeField()
    taken_until = models.DateTimeField(null=True)

    class Meta:
        indexes = [models.Index(fields=["made_at"], name="encryption_key_age")]


class FieldSession(models.Model):
    """One chance to enter one card for one purchase. ``handle`` is what the browser knows it by.

    ``card_token`` is empty until a card was taken; ``asks_code_of`` names a stored card whose
    security code alone is asked for.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    tenant = models.CharField(max_length=40)
    handle = models.CharField(max_length=48, unique=True)
    checkout_id = models.CharField(max_length=80)
    origin = models.CharField(max_length=200)
    return_url = models.CharField(max_length=500)
    amount_minor = models.BigIntegerField()
    currency = models.CharField(max_length=3)
    payee = models.CharField(max_length=80)
    asks_code_of = models.CharField(max_length=40, blank=True)
    opened_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    tries = models.PositiveSmallIntegerField(default=0)
    card_token = models.CharField(max_length=40, blank=True)
    taken_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(amount_minor__gt=0), name="field_session_amount"
            )
        ]
        indexes = [
            models.Index(fields=["expires_at"], name="field_session_expiry"),
            models.Index(
                fields=["tenant", "checkout_id", "taken_at"], name="field_session_checkout"
            ),
            models.Index(
                fields=["card_token"],
                condition=~models.Q(card_token=""),
                name="field_session_card",
            ),
        ]
