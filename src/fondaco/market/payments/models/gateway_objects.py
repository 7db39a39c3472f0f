"""What our keys are called at a gateway that cannot be asked by them."""

from django.db import models

from fondaco.kernel.ids import new_id


class GatewayObject(models.Model):
    """One write at a gateway: our key, and the id of what it made there.

    Written before the call with what is known by then, so that a lost answer can be looked
    for. ``remote_id`` is empty until the gateway has named what it made.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    gateway = models.CharField(max_length=20)
    act = models.CharField(max_length=20)
    key = models.CharField(max_length=160)
    remote_id = models.CharField(max_length=80, blank=True)
    made_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["gateway", "key"], name="gateway_object_key_once")
        ]
        indexes = [models.Index(fields=["remote_id", "act"], name="gateway_object_remote")]
