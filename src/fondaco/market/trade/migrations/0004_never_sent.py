"""Units that no carrier ever scanned: refunded, and not needed for a proven delivery."""

from django.db import migrations, models
from django.db.models import F, Q


class Migration(migrations.Migration):
    dependencies = [("trade", "0003_checkout_awaits_transfer")]

    operations = [
        migrations.AddField(
            "orderline", "never_sent", models.PositiveSmallIntegerField(default=0)
        ),
        migrations.AddConstraint(
            "orderline",
            models.CheckConstraint(
                condition=Q(never_sent__lte=F("quantity")), name="line_never_sent"
            ),
        ),
    ]
