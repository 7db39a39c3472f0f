"""Numbers given to devices, and the cryptograms they made."""

from django.db import models

from fondaco.kernel.ids import new_id


class DeviceCard(models.Model):
    """A number of its own that stands for a card in one wallet. ``expiry`` is YYMM."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    card_id = models.UUIDField()
    wallet = models.CharField(max_length=12)
    number = models.CharField(max_length=19, unique=True)
    expiry = models.CharField(max_length=4)
    counter = models.PositiveIntegerField(default=0)
    made_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["card_id", "wallet"], name="device_card_once"),
        ]


class Cryptogram(models.Model):
    """That a device made one, by its counter; the cryptogram itself is not kept. ``token_id`` is
    the id of the token that carried it, ``used_by`` the key of the authorization it counted for."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    device = models.ForeignKey(DeviceCard, on_delete=models.PROTECT)
    counter = models.PositiveIntegerField()
    token_id = models.CharField(max_length=64)
    used_by = models.CharField(max_length=255, blank=True)
    made_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["device", "counter"], name="cryptogram_once"),
        ]
