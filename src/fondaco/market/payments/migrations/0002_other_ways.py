import django.db.models.deletion
import fondaco.kernel.ids
import fondaco.market.payments.lifecycle
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('payments', '0001_initial'),
    ]

    operations = [
        migrations.CreateModel(
            name='ExpectedTransfer',
            fields=[
                ('id', models.UUIDField(default=fondaco.kernel.ids.new_id, editable=False, primary_key=True, serialize=False)),
                ('reference', models.CharField(max_length=25, unique=True)),
                ('iban', models.CharField(max_length=34)),
                ('amount_minor', models.BigIntegerField()),
                ('held_minor', models.BigIntegerField(default=0)),
                ('state', models.CharField(default=fondaco.market.payments.lifecycle.TransferState['WAITING'], max_length=12)),
                ('until_date', models.DateField()),
                ('chosen_at', models.DateTimeField()),
                ('paid_at', models.DateTimeField(null=True)),
                ('ended_at', models.DateTimeField(null=True)),
            ],
        ),
        migrations.CreateModel(
            name='OutgoingPayment',
            fields=[
                ('id', models.UUIDField(default=fondaco.kernel.ids.new_id, editable=False, primary_key=True, serialize=False)),
                ('member_id', models.UUIDField(null=True)),
                ('purpose', models.CharField(max_length=12)),
                ('amount_minor', models.BigIntegerField()),
                ('currency', models.CharField(max_length=3)),
                ('iban', models.CharField(max_length=34)),
                ('bic', models.CharField(blank=True, max_length=11)),
                ('holder_name', models.CharField(max_length=70)),
                ('text', models.CharField(max_length=140)),
                ('end_to_end_id', models.CharField(max_length=35, unique=True)),
                ('state', models.CharField(default=fondaco.market.payments.lifecycle.OutgoingState['WAITING'], max_length=12)),
                ('reason', models.CharField(blank=True, max_length=200)),
                ('made_at', models.DateTimeField()),
                ('due_at', models.DateTimeField()),
                ('sent_at', models.DateTimeField(null=True)),
                ('booked_at', models.DateTimeField(null=True)),
                ('ended_at', models.DateTimeField(null=True)),
            ],
        ),
        migrations.CreateModel(
            name='TransferReceipt',
            fields=[
                ('id', models.UUIDField(default=fondaco.kernel.ids.new_id, editable=False, primary_key=True, serialize=False)),
                ('amount_minor', models.BigIntegerField()),
                ('kept_minor', models.BigIntegerField()),
                ('back_minor', models.BigIntegerField(default=0)),
                ('sender_name', models.CharField(blank=True, max_length=140)),
                ('sender_iban', models.CharField(blank=True, max_length=34)),
                ('booked_date', models.DateField()),
                ('received_at', models.DateTimeField()),
            ],
        ),
        migrations.RemoveConstraint(
            model_name='intent',
            name='intent_state',
        ),
        migrations.RemoveConstraint(
            model_name='refund',
            name='refund_state',
        ),
        migrations.AddField(
            model_name='intent',
            name='way',
            field=models.CharField(default='card', max_length=10),
        ),
        migrations.AddField(
            model_name='refund',
            name='chosen_at',
            field=models.DateTimeField(null=True),
        ),
        migrations.AddField(
            model_name='refund',
            name='held_until',
            field=models.DateTimeField(null=True),
        ),
        migrations.AddField(
            model_name='refund',
            name='of_capture',
            field=models.BooleanField(default=True),
        ),
        migrations.AddField(
            model_name='refund',
            name='reason',
            field=models.CharField(blank=True, max_length=200),
        ),
        migrations.AddField(
            model_name='refund',
            name='reminded',
            field=models.PositiveSmallIntegerField(default=0),
        ),
        migrations.AddField(
            model_name='refund',
            name='route',
            field=models.CharField(default='card', max_length=10),
        ),
        migrations.AddField(
            model_name='statementline',
            name='counterparty_iban',
            field=models.CharField(blank=True, max_length=34),
        ),
        migrations.AddField(
            model_name='statementline',
            name='creditor_reference',
            field=models.CharField(blank=True, max_length=35),
        ),
        migrations.AddField(
            model_name='statementline',
            name='servicer_reference',
            field=models.CharField(blank=True, max_length=35),
        ),
        migrations.AddIndex(
            model_name='statementline',
            index=models.Index(condition=models.Q(('servicer_reference', ''), _negated=True), fields=['servicer_reference'], name='statement_line_servicer'),
        ),
        migrations.AddConstraint(
            model_name='intent',
            constraint=models.CheckConstraint(condition=models.Q(('state__in', ['requires_payment_method', 'requires_action', 'awaiting_transfer', 'processing', 'requires_capture', 'succeeded', 'cancelled', 'failed'])), name='intent_state'),
        ),
        migrations.AddConstraint(
            model_name='refund',
            constraint=models.CheckConstraint(condition=models.Q(('state__in', ['requested', 'sent', 'settled', 'refused', 'held', 'credited'])), name='refund_state'),
        ),
        migrations.AddConstraint(
            model_name='refund',
            constraint=models.CheckConstraint(condition=models.Q(('route__in', ('card', 'transfer', 'credit', 'account'))), name='refund_route'),
        ),
        migrations.AddField(
            model_name='expectedtransfer',
            name='intent',
            field=models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='transfer', to='payments.intent'),
        ),
        migrations.AddField(
            model_name='outgoingpayment',
            name='batch',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='outgoing', to='payments.payoutbatch'),
        ),
        migrations.AddField(
            model_name='outgoingpayment',
            name='line',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='outgoing', to='payments.statementline'),
        ),
        migrations.AddField(
            model_name='outgoingpayment',
            name='refund',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='outgoing', to='payments.refund'),
        ),
        migrations.AddField(
            model_name='transferreceipt',
            name='line',
            field=models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='receipt', to='payments.statementline'),
        ),
        migrations.AddField(
            model_name='transferreceipt',
            name='transfer',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='receipts', to='payments.expectedtransfer'),
        ),
        migrations.AddField(
            model_name='outgoingpayment',
            name='receipt',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='outgoing', to='payments.transferreceipt'),
        ),
        migrations.AddIndex(
            model_name='expectedtransfer',
            index=models.Index(fields=['state', 'until_date'], name='transfer_by_state'),
        ),
        migrations.AddConstraint(
            model_name='expectedtransfer',
            constraint=models.CheckConstraint(condition=models.Q(('held_minor__gte', 0), ('held_minor__lte', models.F('amount_minor'))), name='transfer_held_at_most_expected'),
        ),
        migrations.AddConstraint(
            model_name='expectedtransfer',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('state', 'paid'), _negated=True), ('held_minor', models.F('amount_minor')), _connector='OR'), name='transfer_paid_is_covered'),
        ),
        migrations.AddConstraint(
            model_name='expectedtransfer',
            constraint=models.CheckConstraint(condition=models.Q(('state__in', ['waiting', 'partly', 'paid', 'set_aside', 'over'])), name='transfer_state'),
        ),
        migrations.AddIndex(
            model_name='transferreceipt',
            index=models.Index(fields=['transfer', 'id'], name='receipt_transfer'),
        ),
        migrations.AddConstraint(
            model_name='transferreceipt',
            constraint=models.CheckConstraint(condition=models.Q(('amount_minor__gt', 0)), name='receipt_amount'),
        ),
        migrations.AddConstraint(
            model_name='transferreceipt',
            constraint=models.CheckConstraint(condition=models.Q(('back_minor__gte', 0), ('back_minor__lte', models.F('kept_minor')), ('kept_minor__lte', models.F('amount_minor'))), name='receipt_back_at_most_kept'),
        ),
        migrations.AddIndex(
            model_name='outgoingpayment',
            index=models.Index(fields=['state', 'due_at'], name='outgoing_by_state'),
        ),
        migrations.AddIndex(
            model_name='outgoingpayment',
            index=models.Index(fields=['member_id', '-id'], name='outgoing_member'),
        ),
        migrations.AddConstraint(
            model_name='outgoingpayment',
            constraint=models.CheckConstraint(condition=models.Q(('amount_minor__gt', 0)), name='outgoing_amount'),
        ),
        migrations.AddConstraint(
            model_name='outgoingpayment',
            constraint=models.CheckConstraint(condition=models.Q(('state__in', ['waiting', 'made', 'sent', 'booked', 'returned', 'cancelled'])), name='outgoing_state'),
        ),
        migrations.AddConstraint(
            model_name='outgoingpayment',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('purpose', 'refund'), ('refund__isnull', False)), models.Q(('member_id__isnull', False), ('purpose', 'credit'), ('refund', None)), models.Q(('line__isnull', False), ('purpose', 'line'), ('refund', None)), _connector='OR'), name='outgoing_purpose'),
        ),
    ]
