"""Tables of the payments room. No card number, security code or one-time code is in any."""

from django.db import models
from django.db.models import F, Q

from fondaco.kernel.ids import new_id
from fondaco.market.payments.lifecycle import (
    OPEN_ATTEMPTS,
    AttemptState,
    ChargebackState,
    IntentState,
    PayoutState,
    RefundState,
)


class Intent(models.Model):
    """What is to be paid for one checkout, and how far it is."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    key = models.CharField(max_length=120, unique=True)
    member_id = models.UUIDField()
    reference_id = models.UUIDField()
    reference = models.CharField(max_length=40)
    payee = models.CharField(max_length=60)
    descriptor = models.CharField(max_length=22)
    amount_minor = models.BigIntegerField()
    currency = models.CharField(max_length=3)
    state = models.CharField(max_length=30, default=IntentState.REQUIRES_PAYMENT_METHOD)
    captured_minor = models.BigIntegerField(default=0)
    refunded_minor = models.BigIntegerField(default=0)
    failure_code = models.CharField(max_length=40, blank=True)
    tries = models.PositiveSmallIntegerField(default=0)
    disputed_at = models.DateTimeField(null=True)
    created_at = models.DateTimeField()
    captured_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(amount_minor__gt=0), name="intent_amount"),
            models.CheckConstraint(
                condition=Q(captured_minor=0) | Q(captured_minor=F("amount_minor")),
                name="intent_captured_whole",
            ),
            models.CheckConstraint(
                condition=Q(refunded_minor__gte=0) & Q(refunded_minor__lte=F("captured_minor")),
                name="intent_refunded_at_most_captured",
            ),
            models.CheckConstraint(
                condition=Q(state__in=[state.value for state in IntentState]), name="intent_state"
            ),
            models.CheckConstraint(
                condition=Q(state=IntentState.SUCCEEDED.value, captured_minor__gt=0)
                | (~Q(state=IntentState.SUCCEEDED.value) & Q(captured_minor=0)),
                name="intent_succeeded_is_captured",
            ),
        ]
        indexes = [
            models.Index(fields=["member_id", "-id"], name="intent_member"),
            models.Index(fields=["reference_id"], name="intent_reference"),
            models.Index(fields=["state", "id"], name="intent_by_state"),
        ]


class Allocation(models.Model):
    """Whose escrow gets which part of a captured intent. Written once with the intent."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    intent = models.ForeignKey(Intent, on_delete=models.PROTECT, related_name="allocations")
    position = models.PositiveSmallIntegerField()
    owner = models.CharField(max_length=40)
    amount_minor = models.BigIntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["intent", "owner"], name="allocation_owner_once"),
            models.CheckConstraint(condition=Q(amount_minor__gt=0), name="allocation_amount"),
        ]


class Attempt(models.Model):
    """One card tried for an intent: authentication, authorization, capture."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    intent = models.ForeignKey(Intent, on_delete=models.PROTECT, related_name="attempts")
    key = models.CharField(max_length=80)
    number = models.PositiveSmallIntegerField()
    gateway = models.CharField(max_length=100)
    state = models.CharField(max_length=20, default=AttemptState.BEGUN)
    card_token = models.CharField(max_length=80)
    brand = models.CharField(max_length=20)
    last_four = models.CharField(max_length=4)
    expiry = models.CharField(max_length=7)
    funding = models.CharField(max_length=20, blank=True)
    fingerprint = models.CharField(max_length=128)
    save_card = models.BooleanField(default=False)
    is_saved_card = models.BooleanField(default=False)
    browser = models.JSONField(default=dict)
    ip = models.CharField(max_length=45, blank=True)
    after_soft_decline = models.BooleanField(default=False)
    authentication_id = models.CharField(max_length=80, blank=True)
    step = models.JSONField(default=dict)
    trans_status = models.CharField(max_length=1, blank=True)
    eci = models.CharField(max_length=2, blank=True)
    liability_shift = models.BooleanField(default=False)
    version = models.CharField(max_length=8, blank=True)
    was_challenged = models.BooleanField(default=False)
    authorization_id = models.CharField(max_length=80, blank=True)
    response_code = models.CharField(max_length=4, blank=True)
    network_reference = models.CharField(max_length=40, blank=True)
    capture_id = models.CharField(max_length=80, blank=True)
    settlement_date = models.DateField(null=True)
    failure_code = models.CharField(max_length=40, blank=True)
    begun_at = models.DateTimeField()
    moved_at = models.DateTimeField()
    """Real time of the last step: how long an answer has been out is security time."""

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["intent", "key"], name="attempt_key_once"),
            models.UniqueConstraint(
                fields=["intent"],
                condition=Q(state__in=sorted(state.value for state in OPEN_ATTEMPTS)),
                name="attempt_one_open",
            ),
            models.CheckConstraint(
                condition=Q(state__in=[state.value for state in AttemptState]),
                name="attempt_state",
            ),
        ]
        indexes = [
            models.Index(
                fields=["moved_at"],
                name="attempt_money_asked",
                condition=Q(state__in=["authorizing", "authorized", "capturing"]),
            ),
            models.Index(fields=["fingerprint", "moved_at"], name="attempt_fingerprint"),
            models.Index(fields=["ip", "moved_at"], name="attempt_ip"),
            models.Index(fields=["card_token"], name="attempt_token"),
        ]


class SavedCard(models.Model):
    """A card that a member keeps for the next time: a token and what may be shown of it."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    member_id = models.UUIDField()
    token = models.CharField(max_length=80)
    fingerprint = models.CharField(max_length=128)
    brand = models.CharField(max_length=20)
    last_four = models.CharField(max_length=4)
    expiry_month = models.PositiveSmallIntegerField()
    expiry_year = models.PositiveSmallIntegerField()
    funding = models.CharField(max_length=20, blank=True)
    saved_at = models.DateTimeField()
    frozen_at = models.DateTimeField(null=True)
    forgotten_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["member_id", "fingerprint"],
                condition=Q(forgotten_at=None),
                name="saved_card_once",
            ),
            models.UniqueConstraint(fields=["token"], name="saved_card_token"),
        ]
        indexes = [models.Index(fields=["member_id", "-id"], name="saved_card_member")]


class Refund(models.Model):
    """Money on its way back to the card that paid."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    key = models.CharField(max_length=120, unique=True)
    intent = models.ForeignKey(Intent, on_delete=models.PROTECT, related_name="refunds")
    amount_minor = models.BigIntegerField()
    cause_kind = models.CharField(max_length=40)
    cause_id = models.UUIDField()
    state = models.CharField(max_length=12, default=RefundState.REQUESTED)
    gateway_refund_id = models.CharField(max_length=80, blank=True)
    response_code = models.CharField(max_length=4, blank=True)
    network_reference = models.CharField(max_length=40, blank=True)
    tried_at = models.DateTimeField(null=True)
    requested_at = models.DateTimeField()
    sent_at = models.DateTimeField(null=True)
    settled_at = models.DateTimeField(null=True)
    refused_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(amount_minor__gt=0), name="refund_amount"),
            models.CheckConstraint(
                condition=Q(state__in=[state.value for state in RefundState]), name="refund_state"
            ),
        ]
        indexes = [
            models.Index(fields=["cause_id", "id"], name="refund_cause"),
            models.Index(fields=["state", "id"], name="refund_by_state"),
            models.Index(fields=["gateway_refund_id"], name="refund_gateway"),
        ]


class PayoutBatch(models.Model):
    """One payment file: payouts of one currency on one business day."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    key = models.CharField(max_length=80, unique=True)
    business_date = models.DateField()
    currency = models.CharField(max_length=3)
    state = models.CharField(max_length=12, default="made")
    document = models.BinaryField(null=True)
    payment_file_id = models.CharField(max_length=80, blank=True)
    refusal = models.CharField(max_length=200, blank=True)
    made_at = models.DateTimeField()
    sent_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(state__in=["made", "sent", "refused"]), name="payout_batch_state"
            )
        ]
        indexes = [models.Index(fields=["-business_date", "-id"], name="payout_batch_date")]


class Payout(models.Model):
    """One seller's balance on its way to their bank."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    batch = models.ForeignKey(PayoutBatch, on_delete=models.PROTECT, related_name="payouts")
    seller_id = models.UUIDField()
    amount_minor = models.BigIntegerField()
    currency = models.CharField(max_length=3)
    iban = models.CharField(max_length=34)
    bic = models.CharField(max_length=11, blank=True)
    holder_name = models.CharField(max_length=70)
    end_to_end_id = models.CharField(max_length=35, unique=True)
    state = models.CharField(max_length=12, default=PayoutState.MADE)
    reason = models.CharField(max_length=200, blank=True)
    made_at = models.DateTimeField()
    sent_at = models.DateTimeField(null=True)
    booked_at = models.DateTimeField(null=True)
    returned_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(amount_minor__gt=0), name="payout_amount"),
            models.CheckConstraint(
                condition=Q(state__in=[state.value for state in PayoutState]), name="payout_state"
            ),
        ]
        indexes = [
            models.Index(fields=["seller_id", "-id"], name="payout_seller"),
            models.Index(fields=["state", "id"], name="payout_by_state"),
        ]


class Statement(models.Model):
    """One day of the marketplace's bank account as the bank told it, kept as it came."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    iban = models.CharField(max_length=34)
    day_date = models.DateField()
    document = models.BinaryField()
    opening_minor = models.BigIntegerField(null=True)
    closing_minor = models.BigIntegerField(null=True)
    read_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["iban", "day_date"], name="statement_day_once")
        ]


class StatementLine(models.Model):
    """One booked line of a statement, and what it was matched with."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    statement = models.ForeignKey(Statement, on_delete=models.PROTECT, related_name="lines")
    position = models.PositiveIntegerField()
    amount_minor = models.BigIntegerField()
    """Positive: came in; negative: went out."""
    currency = models.CharField(max_length=3)
    booked_date = models.DateField()
    end_to_end_id = models.CharField(max_length=35, blank=True)
    bank_reference = models.CharField(max_length=140, blank=True)
    counterparty = models.CharField(max_length=140, blank=True)
    remittance = models.CharField(max_length=280, blank=True)
    match_kind = models.CharField(max_length=20, blank=True)
    match_id = models.UUIDField(null=True)
    note = models.CharField(max_length=280, blank=True)
    resolved_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["statement", "position"], name="statement_line_once")
        ]
        indexes = [
            models.Index(
                fields=["booked_date", "id"],
                name="statement_line_open",
                condition=Q(match_kind="unmatched", resolved_at=None),
            )
        ]


class Chargeback(models.Model):
    """The card network took a payment back, for now or for good."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    intent = models.ForeignKey(Intent, on_delete=models.PROTECT, related_name="chargebacks")
    network_case_id = models.CharField(max_length=80, unique=True)
    reason_code = models.CharField(max_length=10)
    reason_text = models.CharField(max_length=200, blank=True)
    amount_minor = models.BigIntegerField()
    state = models.CharField(max_length=12, default=ChargebackState.OPENED)
    opened_at = models.DateTimeField()
    answer_due_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(amount_minor__gt=0), name="chargeback_amount"),
            models.CheckConstraint(
                condition=Q(state__in=[state.value for state in ChargebackState]),
                name="chargeback_state",
            ),
        ]
        indexes = [models.Index(fields=["intent"], name="chargeback_intent")]


class AcquirerEvent(models.Model):
    """The acquirer's events by their id, so that one told twice counts once."""

    event_id = models.CharField(primary_key=True, max_length=80)
    kind = models.CharField(max_length=40)
    received_at = models.DateTimeField()
