"""Accounts, entries, transfers. The database itself refuses what a ledger must not hold."""

from django.db import models
from django.db.models import F, Q

from fondaco.kernel.ids import new_id
from fondaco.market.ledger.rules import NEVER_NEGATIVE, NEVER_POSITIVE


class Account(models.Model):
    """One account, with its balance kept beside its transfers by a trigger."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    kind = models.CharField(max_length=30)
    owner = models.CharField(max_length=40, blank=True)
    shard = models.PositiveSmallIntegerField(default=0)
    currency = models.CharField(max_length=3)
    balance_minor = models.BigIntegerField(default=0)
    version = models.BigIntegerField(default=0)
    last_transfer_id = models.UUIDField(null=True)
    opened_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["kind", "owner", "currency", "shard"], name="account_once"
            ),
            models.UniqueConstraint(fields=["id", "currency"], name="account_currency"),
            models.CheckConstraint(
                condition=~Q(kind__in=sorted(NEVER_NEGATIVE)) | Q(balance_minor__gte=0),
                name="account_never_negative",
            ),
            models.CheckConstraint(
                condition=~Q(kind__in=sorted(NEVER_POSITIVE)) | Q(balance_minor__lte=0),
                name="account_never_positive",
            ),
        ]
        indexes = [models.Index(fields=["owner", "kind"], name="account_owner")]


class Entry(models.Model):
    """One business fact, posted once: its key makes a repetition harmless."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    key = models.CharField(max_length=120, unique=True)
    fingerprint = models.CharField(max_length=64)
    cause_kind = models.CharField(max_length=40)
    cause_id = models.UUIDField()
    posted_at = models.DateTimeField()

    class Meta:
        indexes = [
            models.Index(fields=["cause_id", "id"], name="entry_cause"),
            models.Index(fields=["posted_at", "id"], name="entry_posted"),
        ]


class Transfer(models.Model):
    """Money from one account to another within an entry."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    entry = models.ForeignKey(Entry, on_delete=models.PROTECT, related_name="transfers")
    position = models.PositiveSmallIntegerField()
    from_account = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="+")
    to_account = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="+")
    amount_minor = models.BigIntegerField()
    currency = models.CharField(max_length=3)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(amount_minor__gt=0), name="transfer_positive"),
            models.CheckConstraint(
                condition=~Q(from_account=F("to_account")), name="transfer_two_accounts"
            ),
            models.UniqueConstraint(fields=["entry", "position"], name="transfer_position"),
        ]
