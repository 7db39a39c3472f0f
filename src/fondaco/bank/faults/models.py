"""Switches of the practice bank's faults."""

from django.db import models
from django.db.models import Q


class Switch(models.Model):
    """One fault, on or off; ``seconds`` matters to those that are slow. At ``off_at`` (security
    time) it is off again, whatever ``on`` says."""

    name = models.CharField(primary_key=True, max_length=30)
    on = models.BooleanField(default=False)
    seconds = models.PositiveSmallIntegerField(default=5)
    off_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(seconds__lte=30), name="fault_not_too_slow"),
        ]
