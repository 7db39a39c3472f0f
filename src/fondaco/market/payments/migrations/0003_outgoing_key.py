from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ("payments", "0002_other_ways"),
    ]

    operations = [
        migrations.AddField(
            model_name="outgoingpayment",
            name="key",
            field=models.CharField(default="", max_length=120, unique=True),
            preserve_default=False,
        ),
    ]
