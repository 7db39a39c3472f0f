"""How a seller stands for their reserve, worked out once a day at most."""

from django.db import models
from django.db.models import Q

from fondaco.kernel.ids import new_id


class ReserveStanding(models.Model):
    """The figures behind a seller's reserve in one currency, by the policy in force then.

    ``grown_at``: since when the seller does not count as new. ``restored`` says which change
    makes them count as new again until ``restored_until``; empty for none.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    seller_id = models.UUIDField()
    currency = models.CharField(max_length=3)
    policy_version = models.PositiveIntegerField()
    made_at = models.DateTimeField()
    buyers_served = models.PositiveIntegerField()
    grown_at = models.DateTimeField(null=True)
    restored = models.CharField(max_length=10, blank=True)
    restored_until = models.DateTimeField(null=True)
    released_minor = models.BigIntegerField()
    lost_minor = models.BigIntegerField()
    exposed_minor = models.BigIntegerField()
    wanted_minor = models.BigIntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["seller_id", "currency"], name="reserve_standing_once"),
            models.CheckConstraint(
                condition=Q(released_minor__gte=0, lost_minor__gte=0, exposed_minor__gte=0)
                & Q(wanted_minor__gte=0, wanted_minor__lte=models.F("exposed_minor")),
                name="reserve_standing_sums",
            ),
        ]
