from typing import Any

from django.db import migrations, models

KINDS = [
    "buyer_wallet", "escrow", "payout_in_transit", "protection_fund", "refund_in_transit",
    "seller_balance", "seller_reserve", "transfer_held",
]  # fmt: skip


def drop_the_trigger_that_names_the_table(apps: Any, schema_editor: Any) -> None:
    """SQLite checks every trigger when the rebuilt table gets its name; it is put back after."""
    if schema_editor.connection.vendor == "sqlite":
        schema_editor.execute("DROP TRIGGER IF EXISTS ledger_transfer_moves")


class Migration(migrations.Migration):

    dependencies = [
        ("ledger", "0001_initial"),
    ]

    operations = [
        migrations.RunPython(
            drop_the_trigger_that_names_the_table, drop_the_trigger_that_names_the_table
        ),
        migrations.RemoveConstraint(model_name="account", name="account_never_negative"),
        migrations.AddConstraint(
            model_name="account",
            constraint=models.CheckConstraint(
                condition=models.Q(("kind__in", KINDS), _negated=True)
                | models.Q(("balance_minor__gte", 0)),
                name="account_never_negative",
            ),
        ),
    ]
