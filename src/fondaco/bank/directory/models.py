"""What passed through the directory server."""

from django.db import models

from fondaco.kernel.ids import new_id


class MessageRecord(models.Model):
    """One 3-D Secure message, masked: first six and last four digits of a card number at most."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    server_trans_id = models.CharField(max_length=36)
    message_type = models.CharField(max_length=4)
    version = models.CharField(max_length=8)
    sender = models.CharField(max_length=20)
    receiver = models.CharField(max_length=20)
    content = models.JSONField()
    seen_at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["server_trans_id", "id"], name="message_transaction")]
