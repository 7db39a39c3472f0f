"""What the card network and the acquirer tell."""

from django.db import models
from django.db.models import Q

from fondaco.kernel.ids import new_id
from fondaco.market.payments.lifecycle import ChargebackState
from fondaco.market.payments.models.intents import Intent


class Chargeback(models.Model):
    """The card network took a payment back, for now or for good.

    ``excess_minor`` is the part of the amount above what was captured and not taken back
    before: it stands on the account of unmatched money until a person places it.
    ``borne_at`` says since when a lost one is in the books of whoever bears it.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    intent = models.ForeignKey(Intent, on_delete=models.PROTECT, related_name="chargebacks")
    network_case_id = models.CharField(max_length=80, unique=True)
    reason_code = models.CharField(max_length=10)
    reason_text = models.CharField(max_length=200, blank=True)
    amount_minor = models.BigIntegerField()
    excess_minor = models.BigIntegerField(default=0)
    state = models.CharField(max_length=12, default=ChargebackState.OPENED)
    opened_at = models.DateTimeField()
    answer_due_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)
    borne_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(amount_minor__gt=0), name="chargeback_amount"),
            models.CheckConstraint(
                condition=Q(excess_minor__gte=0, excess_minor__lte=models.F("amount_minor")),
                name="chargeback_excess",
            ),
            models.CheckConstraint(
                condition=Q(state__in=[state.value for state in ChargebackState]),
                name="chargeback_state",
            ),
        ]
        indexes = [models.Index(fields=["intent"], name="chargeback_intent")]


class ChargebackAnswer(models.Model):
    """Our answer to a chargeback, word for word, before it is sent: sent or refused once."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    chargeback = models.OneToOneField(Chargeback, on_delete=models.PROTECT, related_name="answer")
    summary = models.TextField()
    documents = models.JSONField()
    prepared_at = models.DateTimeField()
    sent_at = models.DateTimeField(null=True)
    refused_at = models.DateTimeField(null=True)
    refusal = models.CharField(max_length=60, blank=True)
    """The code with which the acquirer refused it; a person looks then."""


class NotMine(models.Model):
    """A member says that they did not make a payment that their account made."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    intent = models.ForeignKey(Intent, on_delete=models.PROTECT, related_name="not_mine")
    member_id = models.UUIDField()
    froze_card = models.BooleanField(default=False)
    reported_at = models.DateTimeField()
    undone_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["intent"], condition=Q(undone_at=None), name="not_mine_once"
            ),
        ]


class AcquirerEvent(models.Model):
    """The acquirer's events by their id, so that one told twice counts once."""

    event_id = models.CharField(primary_key=True, max_length=80)
    kind = models.CharField(max_length=40)
    received_at = models.DateTimeField()
