"""The marketplace's bank account as the bank tells it."""

from django.db import models
from django.db.models import Q

from fondaco.kernel.ids import new_id


class Statement(models.Model):
    """One day of the marketplace's bank account as the bank told it, kept as it came."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    iban = models.CharField(max_length=34)
    day_date = models.DateField()
    document = models.BinaryField()
    opening_minor = models.BigIntegerField(null=True)
    closing_minor = models.BigIntegerField(null=True)
    read_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["iban", "day_date"], name="statement_day_once")
        ]


class StatementLine(models.Model):
    """One booked line of a statement, and what it was matched with."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    statement = models.ForeignKey(Statement, on_delete=models.PROTECT, related_name="lines")
    position = models.PositiveIntegerField()
    amount_minor = models.BigIntegerField()
    """Positive: came in; negative: went out."""
    currency = models.CharField(max_length=3)
    booked_date = models.DateField()
    end_to_end_id = models.CharField(max_length=35, blank=True)
    bank_reference = models.CharField(max_length=140, blank=True)
    servicer_reference = models.CharField(max_length=35, blank=True)
    """The bank's own number of the transaction: the same one twice is the same money told twice."""
    creditor_reference = models.CharField(max_length=35, blank=True)
    counterparty = models.CharField(max_length=140, blank=True)
    counterparty_iban = models.CharField(max_length=34, blank=True)
    remittance = models.CharField(max_length=280, blank=True)
    match_kind = models.CharField(max_length=20, blank=True)
    match_id = models.UUIDField(null=True)
    note = models.CharField(max_length=280, blank=True)
    resolved_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["statement", "position"], name="statement_line_once")
        ]
        indexes = [
            models.Index(
                fields=["servicer_reference"],
                name="statement_line_servicer",
                condition=~Q(servicer_reference=""),
            ),
            models.Index(
                fields=["booked_date", "id"],
                name="statement_line_open",
                condition=Q(match_kind="unmatched", resolved_at=None),
            ),
        ]


class PlaceProposal(models.Model):
    """What one person says a line is, above what they decide alone; a second one answers."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    line = models.ForeignKey(StatementLine, on_delete=models.PROTECT, related_name="proposals")
    place = models.CharField(max_length=20)
    reference = models.CharField(max_length=60, blank=True)
    member_id = models.UUIDField(null=True)
    note = models.CharField(max_length=280)
    proposed_by = models.UUIDField()
    proposed_at = models.DateTimeField()
    decided_by = models.UUIDField(null=True)
    decided_at = models.DateTimeField(null=True)
    is_agreed = models.BooleanField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["line"], condition=Q(decided_at=None), name="place_proposal_one_open"
            ),
            models.CheckConstraint(
                condition=Q(decided_by=None) | ~Q(decided_by=models.F("proposed_by")),
                name="place_proposal_two_persons",
            ),
        ]
