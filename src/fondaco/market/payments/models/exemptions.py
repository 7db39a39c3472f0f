"""What the operator lets be paid without the cardholder's confirmation, and what fraud costs."""

from django.db import models
from django.db.models import F, Q

from fondaco.kernel.ids import new_id
from fondaco.market.payments.rules.exemptions import LOW_VALUE_MOST_MINOR, RISK_MOST_MINOR


class ExemptionPolicy(models.Model):
    """A version of the policy as it was proposed. Append-only; a limit of 0 is off."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    version = models.PositiveIntegerField(unique=True)
    low_value_limit_minor = models.PositiveIntegerField(default=0)
    risk_limit_minor = models.PositiveIntegerField(default=0)
    fraud_rate_bps = models.PositiveSmallIntegerField(default=0)
    """As the acquirer has declared it, basis points of value, rounded up."""
    reason = models.CharField(max_length=280)
    made_by = models.UUIDField()
    made_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(low_value_limit_minor__lte=LOW_VALUE_MOST_MINOR),
                name="exemption_low_value",
            ),
            models.CheckConstraint(
                condition=Q(risk_limit_minor__lte=RISK_MOST_MINOR), name="exemption_risk"
            ),
        ]


class ExemptionDecision(models.Model):
    """A second person put a version into force, or rejected it. Append-only.

    ``only_stops``: the version allows nothing, which one person alone may put into force.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    policy = models.OneToOneField(
        ExemptionPolicy, on_delete=models.PROTECT, related_name="decision"
    )
    accepted = models.BooleanField()
    only_stops = models.BooleanField(default=False)
    made_by = models.UUIDField()
    decided_by = models.UUIDField()
    decided_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(accepted=False) | Q(only_stops=True) | ~Q(decided_by=F("made_by")),
                name="exemption_two_persons",
            ),
        ]


class FraudRate(models.Model):
    """Fraud against card payments of the 90 days before ``measured_at``; one row a day.

    ``by_currency`` has ``[paid_minor, fraud_minor]`` by ISO 4217 code; ``rate_bps`` is the
    worst of them, rounded up.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    measured_date = models.DateField(unique=True)
    measured_at = models.DateTimeField()
    rate_bps = models.PositiveIntegerField()
    by_currency = models.JSONField(default=dict)
