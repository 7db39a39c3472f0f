from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("kernel", "0004_rows_wait")]

    operations = [
        migrations.AddField(
            model_name="deadline", name="retry_at", field=models.DateTimeField(null=True)
        ),
    ]
