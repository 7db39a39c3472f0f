from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ("trade", "0002_first_policy"),
    ]

    operations = [
        migrations.AddField(
            model_name="checkout",
            name="awaits_transfer",
            field=models.BooleanField(default=False),
        ),
        migrations.RemoveConstraint(model_name="checkout", name="checkout_one_open"),
        migrations.AddConstraint(
            model_name="checkout",
            constraint=models.UniqueConstraint(
                condition=models.Q(("awaits_transfer", False), ("state", "open")),
                fields=("cart",),
                name="checkout_one_open",
            ),
        ),
    ]
