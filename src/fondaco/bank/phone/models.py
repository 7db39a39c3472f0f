"""The SMS inboxes of the practice world."""

from django.db import models

from fondaco.kernel.ids import new_id


class Message(models.Model):
    """One text message that arrived at a number (E.164)."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    key = models.CharField(max_length=255, unique=True)
    number = models.CharField(max_length=16)
    sender = models.CharField(max_length=40)
    text = models.CharField(max_length=1000)
    arrived_at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["number", "-id"], name="phone_newest")]


class Line(models.Model):
    """A number that somebody of the practice world has."""

    number = models.CharField(primary_key=True, max_length=16)
    owner = models.CharField(max_length=80)
    added_at = models.DateTimeField()
