"""Refunds that first pay what their buyer owes."""

from django.db import migrations, models
from django.db.models import F, Q


class Migration(migrations.Migration):
    dependencies = [("trade", "0004_never_sent")]

    operations = [
        migrations.AddField("refund", "owed_minor", models.BigIntegerField(default=0)),
        migrations.AddConstraint(
            "refund",
            models.CheckConstraint(
                condition=Q(owed_minor__gte=0, owed_minor__lte=F("amount_minor")),
                name="refund_owed",
            ),
        ),
    ]
