"""Wrapped data keys."""

from django.db import models
from django.db.models import Q

from fondaco.kernel.ids import new_id


class DataKey(models.Model):
    """One data key, wrapped. A key with an end is removed after it, and with it all it sealed."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    tenant = models.CharField(max_length=40)
    purpose = models.CharField(max_length=20)
    key_encryption_key_id = models.CharField(max_length=40)
    wrapped = models.BinaryField()
    wrapped_at = models.DateTimeField(null=True)
    made_at = models.DateTimeField()
    retired_at = models.DateTimeField(null=True)
    removed_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["tenant", "purpose"], condition=Q(retired_at=None), name="data_key_in_use"
            )
        ]
        indexes = [
            models.Index(fields=["key_encryption_key_id"], name="data_key_wrapped_by"),
            models.Index(
                fields=["removed_at"],
                name="data_key_to_remove",
                condition=Q(removed_at__isnull=False),
            ),
        ]
