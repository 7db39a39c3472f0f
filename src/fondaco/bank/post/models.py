"""The inboxes of the practice post office."""

from django.db import models

from fondaco.kernel.ids import new_id


class Mail(models.Model):
    """One e-mail that arrived at an address, kept as it came."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    key = models.CharField(max_length=255, unique=True)
    address = models.CharField(max_length=254)
    sender = models.CharField(max_length=254)
    subject = models.CharField(max_length=300, blank=True)
    raw = models.BinaryField()
    arrived_at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["address", "-id"], name="post_newest")]
