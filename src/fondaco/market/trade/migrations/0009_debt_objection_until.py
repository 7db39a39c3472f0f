"""Until when an objection to a debt is answered."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("trade", "0008_debts")]

    operations = [
        migrations.AddField(
            model_name="debt",
            name="objection_until",
            field=models.DateTimeField(null=True),
        ),
    ]
