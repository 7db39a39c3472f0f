from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("vault_fields", "0001_initial")]

    operations = [
        migrations.AddIndex(
            model_name="fieldsession",
            index=models.Index(
                condition=models.Q(("card_token", ""), _negated=True),
                fields=["card_token"],
                name="field_session_card",
            ),
        )
    ]
