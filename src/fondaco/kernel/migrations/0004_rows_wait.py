"""Rows written before there was a sealer wait for it too."""

from django.db import migrations


class Migration(migrations.Migration):

    dependencies = [
        ('kernel', '0003_audit_batches'),
    ]

    operations = [
        migrations.RunSQL(
            "INSERT INTO kernel_auditwaiting (row_id) SELECT id FROM kernel_auditrow",
            migrations.RunSQL.noop,
        ),
    ]
