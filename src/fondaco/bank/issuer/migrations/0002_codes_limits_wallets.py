"""Codes that confirm an act, limits a payment and a month, wallets, answers to disputes."""

import django.db.models.deletion
from django.db import migrations, models
from django.db.models import Q

import fondaco.kernel.ids


class Migration(migrations.Migration):
    dependencies = [("issuer", "0001_initial")]

    operations = [
        migrations.AddField(
            "cardholder", "wrong_codes", models.PositiveSmallIntegerField(default=0)
        ),
        migrations.AddField(
            "cardholder", "codes_blocked_until_at", models.DateTimeField(null=True)
        ),
        migrations.CreateModel(
            name="Confirmation",
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
                ("purpose", models.CharField(max_length=12)),
                ("about", models.JSONField()),
                ("code_hmac", models.CharField(max_length=64)),
                ("tries", models.PositiveSmallIntegerField(default=0)),
                ("until_at", models.DateTimeField()),
                ("used_at", models.DateTimeField(null=True)),
                (
                    "cardholder",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, to="issuer.cardholder"
                    ),
                ),
            ],
            options={
                "indexes": [
                    models.Index(fields=["cardholder", "until_at"], name="confirmation_old")
                ],
            },
        ),
        migrations.RemoveConstraint("card", "bank_card_limit"),
        migrations.RenameField("card", "limit_minor", "month_limit_minor"),
        migrations.AddField("card", "payment_limit_minor", models.BigIntegerField(null=True)),
        migrations.AddField("card", "good_until_date", models.DateField(null=True)),
        migrations.AddConstraint(
            "card",
            models.CheckConstraint(
                condition=(Q(payment_limit_minor=None) | Q(payment_limit_minor__gt=0))
                & (Q(month_limit_minor=None) | Q(month_limit_minor__gt=0)),
                name="bank_card_limits",
            ),
        ),
        migrations.AddField(
            "cardpayment", "wallet", models.CharField(blank=True, default="", max_length=12),
            preserve_default=False,
        ),
        migrations.AddField("dispute", "answer_until_at", models.DateTimeField(null=True)),
        migrations.AddField("dispute", "answered_at", models.DateTimeField(null=True)),
        migrations.AddField("dispute", "answer_documents", models.JSONField(default=list)),
        migrations.AddField(
            "dispute", "because", models.CharField(blank=True, default="", max_length=140),
            preserve_default=False,
        ),
    ]
