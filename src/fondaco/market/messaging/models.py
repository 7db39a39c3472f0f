"""Tables of the messaging room."""

from django.db import models
from django.db.models import Q

from fondaco.kernel.ids import new_id


class Conversation(models.Model):
    """Between one member and one seller, about a listing, an order or neither."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    buyer_id = models.UUIDField()
    seller_id = models.UUIDField()
    listing_id = models.UUIDField(null=True)
    order_id = models.UUIDField(null=True)
    about = models.CharField(max_length=200, blank=True)
    exempt_numbers = models.JSONField(default=list)
    opened_at = models.DateTimeField()
    last_message_at = models.DateTimeField()
    last_text = models.CharField(max_length=160, blank=True)
    last_side = models.CharField(max_length=6, blank=True)
    asked_at = models.DateTimeField(null=True)
    has_answered = models.BooleanField(default=False)
    buyer_unread = models.PositiveIntegerField(default=0)
    seller_unread = models.PositiveIntegerField(default=0)
    blocked_by = models.CharField(max_length=6, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["buyer_id", "seller_id", "listing_id"],
                condition=Q(order_id=None, listing_id__isnull=False),
                name="conversation_one_listing",
            ),
            models.UniqueConstraint(
                fields=["buyer_id", "order_id"],
                condition=Q(order_id__isnull=False),
                name="conversation_one_order",
            ),
            models.UniqueConstraint(
                fields=["buyer_id", "seller_id"],
                condition=Q(order_id=None, listing_id=None),
                name="conversation_one_seller",
            ),
        ]
        indexes = [
            models.Index(fields=["buyer_id", "-last_message_at"], name="conversation_buyer"),
            models.Index(fields=["seller_id", "-last_message_at"], name="conversation_seller"),
            models.Index(
                fields=["seller_id", "asked_at"],
                condition=Q(asked_at__isnull=False),
                name="conversation_waiting",
            ),
        ]


class Message(models.Model):
    """One delivered message. ``findings``: kinds of what its reader is warned of."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    conversation = models.ForeignKey(
        Conversation, on_delete=models.PROTECT, related_name="messages"
    )
    author_member_id = models.UUIDField()
    side = models.CharField(max_length=6)
    text = models.TextField(max_length=4_000)
    findings = models.JSONField(default=list)
    written_at = models.DateTimeField()
    key = models.CharField(max_length=255)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["author_member_id", "key"], name="message_once")
        ]
        indexes = [
            models.Index(fields=["conversation", "id"], name="message_order"),
            models.Index(fields=["author_member_id", "written_at"], name="message_author"),
        ]


class Report(models.Model):
    """Somebody finds a message not right. It has a reference and gets an answer with reasons."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    reference = models.CharField(max_length=20, unique=True)
    message = models.ForeignKey(Message, on_delete=models.PROTECT, related_name="reports")
    reporter_member_id = models.UUIDField()
    reason = models.CharField(max_length=1_000)
    reported_at = models.DateTimeField()
    answer = models.CharField(max_length=1_000, blank=True)
    answered_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["message", "reporter_member_id"], name="report_once")
        ]
        indexes = [
            models.Index(fields=["reported_at"], condition=Q(answered_at=None), name="report_open")
        ]


class Notice(models.Model):
    """A mail of the platform as it was sent, but for a secret link, which is kept nowhere."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    key = models.CharField(max_length=255, unique=True)
    member_id = models.UUIDField(null=True)
    kind = models.CharField(max_length=60)
    to = models.EmailField(max_length=254)
    language = models.CharField(max_length=10)
    subject = models.CharField(max_length=200)
    body = models.TextField()
    action_label = models.CharField(max_length=80, blank=True)
    action_url = models.CharField(max_length=500, blank=True)
    has_secret_link = models.BooleanField(default=False)
    written_at = models.DateTimeField()
    sent_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [
            models.Index(fields=["member_id", "-id"], name="notice_member"),
            models.Index(fields=["written_at"], condition=Q(sent_at=None), name="notice_pending"),
        ]
