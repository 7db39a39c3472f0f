"""Tables of the members room."""

from django.contrib.auth.models import AbstractBaseUser, BaseUserManager
from django.db import models
from django.db.models import Q
from django.db.models.functions import Lower

from fondaco.kernel import clock
from fondaco.kernel.ids import new_id
from fondaco.market.members.lifecycle import STATES
from fondaco.market.members.rules import ROLES, SELLER_KINDS, STAFF_ROLES, TIERS


class MemberManager(BaseUserManager["Member"]):
    """Finds a member by e-mail without regard to case, as Django's sign-in asks."""

    def get_by_natural_key(self, username: str | None) -> "Member":
        return self.get(email=(username or "").lower())


class Member(AbstractBaseUser):
    """A person. E-mail addresses are kept in lower case and belong to one member."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    email = models.EmailField(max_length=254)
    display_name = models.CharField(max_length=80, blank=True)
    country = models.CharField(max_length=2, blank=True)
    language = models.CharField(max_length=10, default="en")
    currency = models.CharField(max_length=3, default="EUR")
    anti_phishing_phrase = models.CharField(max_length=60, blank=True)
    joined_at = models.DateTimeField(default=clock.now)
    is_active = models.BooleanField(default=True)
    frozen_at = models.DateTimeField(null=True)
    payments_frozen_at = models.DateTimeField(null=True)

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS = []
    objects = MemberManager()

    class Meta:
        constraints = [
            models.UniqueConstraint(Lower("email"), name="member_email_once"),
            models.UniqueConstraint(fields=["email"], name="member_email_exactly_once"),
        ]
        indexes = [models.Index(fields=["-joined_at"], name="member_joined")]


class RoleGrant(models.Model):
    """A role that the operator gave to a member."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    member = models.ForeignKey(Member, on_delete=models.PROTECT, related_name="role_grants")
    role = models.CharField(max_length=20)
    granted_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["member", "role"], name="role_once"),
            models.CheckConstraint(condition=Q(role__in=ROLES), name="role_known"),
        ]


class SavedAddress(models.Model):
    """A postal address that a member keeps; ``address`` is ``PostalAddress.as_dict()``."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    member = models.ForeignKey(Member, on_delete=models.PROTECT, related_name="addresses")
    address = models.JSONField()
    is_default = models.BooleanField(default=False)
    saved_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["member"], condition=Q(is_default=True), name="address_one_default"
            )
        ]
        indexes = [models.Index(fields=["member", "-id"], name="address_member")]


class Activity(models.Model):
    """One thing that happened to a member's account, told on their activity page."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    member = models.ForeignKey(Member, on_delete=models.PROTECT, related_name="activities")
    at = models.DateTimeField()
    kind = models.CharField(max_length=40)
    details = models.JSONField(default=dict)

    class Meta:
        indexes = [models.Index(fields=["member", "-id"], name="activity_member")]


class SignIn(models.Model):
    """A session that a member opened. ``session_key`` is Django's; empty once it has ended."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    member = models.ForeignKey(Member, on_delete=models.PROTECT, related_name="sign_ins")
    session_key = models.CharField(max_length=40, blank=True)
    device = models.CharField(max_length=80)
    ip = models.CharField(max_length=45)
    method = models.CharField(max_length=20)
    started_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["session_key"], condition=~Q(session_key=""), name="sign_in_session_once"
            )
        ]
        indexes = [models.Index(fields=["member", "-id"], name="sign_in_member")]


class Seller(models.Model):
    """A shop and who answers for it (DSA article 30)."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    slug = models.SlugField(max_length=80, unique=True)
    name = models.CharField(max_length=60)
    legal_name = models.CharField(max_length=120)
    kind = models.CharField(max_length=10)
    country = models.CharField(max_length=2)
    city = models.CharField(max_length=80)
    address = models.JSONField()
    register_number = models.CharField(max_length=60, blank=True)
    contact_email = models.EmailField(max_length=254)
    contact_phone = models.CharField(max_length=20)
    story = models.TextField(max_length=2_000, blank=True)
    currency = models.CharField(max_length=3, default="EUR")
    status = models.CharField(max_length=10, default="applied")
    tier = models.CharField(max_length=12, default="new")
    verified_facts = models.JSONField(default=list)
    reason = models.CharField(max_length=1_000, blank=True)
    applied_at = models.DateTimeField()
    verified_at = models.DateTimeField(null=True)
    decided_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(status__in=STATES), name="seller_status_known"),
            models.CheckConstraint(condition=Q(tier__in=TIERS), name="seller_tier_known"),
            models.CheckConstraint(condition=Q(kind__in=SELLER_KINDS), name="seller_kind_known"),
            models.CheckConstraint(
                condition=~Q(status__in=("verified", "frozen")) | Q(verified_at__isnull=False),
                name="seller_verified_has_time",
            ),
            models.CheckConstraint(
                condition=~Q(status__in=("refused", "frozen")) | ~Q(reason=""),
                name="seller_restriction_has_reason",
            ),
        ]
        indexes = [models.Index(fields=["status", "applied_at"], name="seller_status")]


class SellerStaff(models.Model):
    """A member who works for a seller. A member works for one seller at a time."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    seller = models.ForeignKey(Seller, on_delete=models.PROTECT, related_name="staff")
    member = models.OneToOneField(Member, on_delete=models.PROTECT, related_name="staff_of")
    role = models.CharField(max_length=10)
    since_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(role__in=STAFF_ROLES), name="staff_role_known"),
        ]


class StaffInvitation(models.Model):
    """A seller asks the owner of an address to work for them; nobody learns who has an account."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    seller = models.ForeignKey(Seller, on_delete=models.PROTECT, related_name="invitations")
    email = models.EmailField(max_length=254)
    role = models.CharField(max_length=10)
    invited_at = models.DateTimeField()
    lapses_at = models.DateTimeField()
    closed_at = models.DateTimeField(null=True)
    accepted = models.BooleanField(default=False)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["seller", "email"], condition=Q(closed_at=None), name="invitation_one_open"
            ),
            models.CheckConstraint(condition=Q(role__in=STAFF_ROLES), name="invitation_role_known"),
        ]
        indexes = [
            models.Index(fields=["email"], condition=Q(closed_at=None), name="invitation_open")
        ]


class PayoutAccount(models.Model):
    """A bank account that a seller is paid to. Replaced ones stay, for the books."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    seller = models.ForeignKey(Seller, on_delete=models.PROTECT, related_name="payout_accounts")
    iban = models.CharField(max_length=34)
    bic = models.CharField(max_length=11, blank=True)
    holder_name = models.CharField(max_length=120)
    set_at = models.DateTimeField()
    held_until = models.DateTimeField(null=True)
    replaced_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["seller"], condition=Q(replaced_at=None), name="payout_account_one_current"
            )
        ]


class ApiKey(models.Model):
    """A key that acts for a member within its scopes. Only a digest of its secret is kept."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    member = models.ForeignKey(Member, on_delete=models.PROTECT, related_name="api_keys")
    name = models.CharField(max_length=60)
    start = models.CharField(max_length=16)
    digest = models.CharField(max_length=64, unique=True)
    scopes = models.JSONField(default=list)
    made_at = models.DateTimeField()
    used_at = models.DateTimeField(null=True)
    lapses_at = models.DateTimeField()
    revoked_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [models.Index(fields=["member", "-id"], name="api_key_member")]
