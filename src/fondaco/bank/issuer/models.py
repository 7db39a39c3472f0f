"""Tables of the issuer. Card numbers are its own data: it is the one who gave them out."""

from django.db import models
from django.db.models import F, Q

from fondaco.kernel.ids import new_id


class Cardholder(models.Model):
    """A customer of the bank, a person or a business."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    name = models.CharField(max_length=80)
    email = models.CharField(max_length=254, unique=True)
    password = models.CharField(max_length=200)
    phone = models.CharField(max_length=16)
    country = models.CharField(max_length=2)
    kind = models.CharField(max_length=10, default="person")
    story = models.CharField(max_length=200, blank=True)
    failed_sign_ins = models.PositiveSmallIntegerField(default=0)
    next_sign_in_at = models.DateTimeField(null=True)
    wrong_codes = models.PositiveSmallIntegerField(default=0)
    codes_blocked_until_at = models.DateTimeField(null=True)
    joined_at = models.DateTimeField()


class Account(models.Model):
    """A bank account in one currency; several may share one IBAN (a multi-currency account)."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    cardholder = models.ForeignKey(
        Cardholder, on_delete=models.PROTECT, related_name="accounts", null=True
    )
    iban = models.CharField(max_length=34)
    currency = models.CharField(max_length=3)
    kind = models.CharField(max_length=10)
    name = models.CharField(max_length=60)
    holder_name = models.CharField(max_length=80)
    status = models.CharField(max_length=10, default="open")
    balance_minor = models.BigIntegerField(default=0)
    held_minor = models.BigIntegerField(default=0)
    credit_limit_minor = models.BigIntegerField(default=0)
    opened_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["iban", "currency"], name="bank_account_once"),
            models.CheckConstraint(condition=Q(held_minor__gte=0), name="bank_account_held"),
            models.CheckConstraint(
                condition=Q(balance_minor__gte=-F("credit_limit_minor")) | Q(kind="merchant"),
                name="bank_account_covered",
            ),
        ]


class Confirmation(models.Model):
    """A code sent to confirm one act. ``about`` is the act's particulars, sealed with the code."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    cardholder = models.ForeignKey(Cardholder, on_delete=models.CASCADE)
    purpose = models.CharField(max_length=12)
    about = models.JSONField()
    code_hmac = models.CharField(max_length=64)
    tries = models.PositiveSmallIntegerField(default=0)
    until_at = models.DateTimeField()
    used_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [models.Index(fields=["cardholder", "until_at"], name="confirmation_old")]


class Card(models.Model):
    """A card, plastic or virtual. ``expiry`` is YYMM; ``good_until_date`` ends it before that.

    With ``locks_to_merchant`` only ``locked_merchant`` is paid: the one its cardholder named, or
    the first one it pays. Limits are in the account's currency.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    account = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="cards")
    number = models.CharField(max_length=19, unique=True)
    expiry = models.CharField(max_length=4)
    security_code = models.CharField(max_length=4)
    brand = models.CharField(max_length=12)
    funding = models.CharField(max_length=8)
    label = models.CharField(max_length=40)
    status = models.CharField(max_length=8, default="active")
    is_virtual = models.BooleanField(default=False)
    single_use = models.BooleanField(default=False)
    locks_to_merchant = models.BooleanField(default=False)
    locked_merchant = models.CharField(max_length=40, blank=True)
    payment_limit_minor = models.BigIntegerField(null=True)
    month_limit_minor = models.BigIntegerField(null=True)
    good_until_date = models.DateField(null=True)
    made_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(status__in=["active", "frozen", "closed", "lost", "stolen"]),
                name="bank_card_status",
            ),
            models.CheckConstraint(
                condition=(Q(payment_limit_minor=None) | Q(payment_limit_minor__gt=0))
                & (Q(month_limit_minor=None) | Q(month_limit_minor__gt=0)),
                name="bank_card_limits",
            ),
        ]


class CardPayment(models.Model):
    """One authorization asked for with a card, and what became of its hold."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    card = models.ForeignKey(Card, on_delete=models.PROTECT, related_name="payments")
    merchant = models.CharField(max_length=40)
    amount_minor = models.BigIntegerField()
    currency = models.CharField(max_length=3)
    billed_minor = models.BigIntegerField()
    captured_minor = models.BigIntegerField(default=0)
    booked_minor = models.BigIntegerField(default=0)
    state = models.CharField(max_length=10)
    response_code = models.CharField(max_length=2)
    network_reference = models.CharField(max_length=15, unique=True)
    approval_code = models.CharField(max_length=6, blank=True)
    by_challenge = models.BooleanField(default=False)
    wallet = models.CharField(max_length=12, blank=True)
    authorized_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(amount_minor__gt=0), name="card_payment_amount"),
            models.CheckConstraint(
                condition=Q(captured_minor__lte=F("amount_minor")), name="card_payment_captured"
            ),
            models.CheckConstraint(
                condition=Q(state__in=["held", "captured", "booked", "reversed", "declined"]),
                name="card_payment_state",
            ),
        ]
        indexes = [models.Index(fields=["card", "-id"], name="card_payment_newest")]


class Booking(models.Model):
    """One booked line of an account; positive comes in. Never changed."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    account = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="bookings")
    payment = models.ForeignKey(
        CardPayment, on_delete=models.PROTECT, related_name="bookings", null=True
    )
    key = models.CharField(max_length=120, unique=True)
    kind = models.CharField(max_length=20)
    amount_minor = models.BigIntegerField()
    balance_after_minor = models.BigIntegerField()
    original_minor = models.BigIntegerField(null=True)
    original_currency = models.CharField(max_length=3, blank=True)
    text = models.CharField(max_length=140)
    counterparty = models.CharField(max_length=80, blank=True)
    counterparty_iban = models.CharField(max_length=34, blank=True)
    reference = models.CharField(max_length=64, blank=True)
    booked_date = models.DateField()
    booked_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=~Q(amount_minor=0), name="booking_not_nothing"),
        ]
        indexes = [
            models.Index(fields=["account", "-id"], name="booking_newest"),
            models.Index(fields=["account", "booked_date", "id"], name="booking_day"),
        ]


class Dispute(models.Model):
    """The cardholder's word that a payment was not theirs, or not as agreed; one a payment.

    ``answer_documents`` lists kind and title of what the shop sent in its answer.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    payment = models.OneToOneField(CardPayment, on_delete=models.PROTECT, related_name="dispute")
    reason_code = models.CharField(max_length=6)
    amount_minor = models.BigIntegerField()
    state = models.CharField(max_length=8, default="open")
    opened_at = models.DateTimeField()
    answer_until_at = models.DateTimeField(null=True)
    answered_at = models.DateTimeField(null=True)
    answer_documents = models.JSONField(default=list)
    because = models.CharField(max_length=140, blank=True)
    closed_at = models.DateTimeField(null=True)
