import fondaco.kernel.ids
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("payments", "0005_answers_and_velocity"),
    ]

    operations = [
        migrations.CreateModel(
            name="GatewayObject",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=fondaco.kernel.ids.new_id,
                        editable=False,
                        primary_key=True,
                        serialize=False,
                    ),
                ),
                ("gateway", models.CharField(max_length=20)),
                ("act", models.CharField(max_length=20)),
                ("key", models.CharField(max_length=160)),
                ("remote_id", models.CharField(blank=True, max_length=80)),
                ("made_at", models.DateTimeField()),
            ],
            options={
                "indexes": [
                    models.Index(fields=["remote_id", "act"], name="gateway_object_remote")
                ],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("gateway", "key"), name="gateway_object_key_once"
                    )
                ],
            },
        ),
    ]
