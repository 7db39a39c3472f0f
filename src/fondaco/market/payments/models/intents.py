"""What is to be paid, and the ways it is tried."""

from django.db import models
from django.db.models import F, Q

from fondaco.kernel.ids import new_id
from fondaco.market.payments.lifecycle import OPEN_ATTEMPTS, AttemptState, IntentState


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
    way = models.CharField(max_length=10, default="card")
    """How it was paid: card, transfer or credit. Refunds go back that way."""
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
            models.Index(fields=["reference"], name="intent_by_words"),
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
    network = models.CharField(max_length=45, blank=True)
    """The address's neighbourhood, for velocity: /24 of IPv4, /48 of IPv6."""
    first_six = models.CharField(max_length=6, blank=True)
    """The card's issuer (BIN), for velocity."""
    wallet = models.CharField(max_length=20, blank=True)
    challenge_indicator = models.CharField(max_length=2, blank=True)
    """threeDSRequestorChallengeInd as it was asked."""
    policy_version = models.PositiveIntegerField(default=0)
    """The exemption policy that was judged by; 0 when there was none to go by."""
    exemption = models.CharField(max_length=20, blank=True)
    """What was claimed instead of a challenge."""
    exemption_outcome = models.CharField(max_length=20, blank=True)
    no_exemption_because = models.CharField(max_length=30, blank=True)
    after_soft_decline = models.BooleanField(default=False)
    """Begun again with a challenge, after a soft decline or an exemption that was dropped."""
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
            models.CheckConstraint(
                condition=Q(exemption="")
                | Q(was_challenged=True)
                | Q(liability_shift=False, policy_version__gt=0),
                name="attempt_exempt_is_at_own_risk",
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
            models.Index(fields=["network", "moved_at"], name="attempt_network"),
            models.Index(fields=["first_six", "moved_at"], name="attempt_first_six"),
            models.Index(fields=["state", "moved_at"], name="attempt_by_state"),
            models.Index(
                fields=["moved_at"], name="attempt_by_policy", condition=Q(policy_version__gt=0)
            ),
        ]

    @property
    def is_exempt(self) -> bool:
        """Whether nobody was asked because an exemption was claimed; the loss is ours then."""
        return bool(self.exemption) and not self.was_challenged


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
