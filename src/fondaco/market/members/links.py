"""Links with a secret in them, minted when a mail is sent and kept nowhere."""

from uuid import UUID

from allauth.account.forms import default_token_generator
from allauth.account.models import EmailAddress, EmailConfirmationHMAC
from allauth.account.utils import user_pk_to_url_str
from django.conf import settings
from django.urls import reverse

from fondaco.market.members import models

CONFIRM_KINDS = frozenset({"email_confirmation", "email_confirmation_signup"})
RESET_KINDS = frozenset({"password_reset_key"})
SECRET_KINDS = CONFIRM_KINDS | RESET_KINDS


def kind_of(template_prefix: str) -> str:
    """``account/email/password_reset_key`` → ``password_reset_key``."""
    return template_prefix.rsplit("/", 1)[-1]


def mint(kind: str, member_id: UUID, email: str) -> str:
    """The link for a mail of ``kind`` (of :data:`SECRET_KINDS`) to ``email``.

    Empty when it has no use any more: the address is gone or confirmed, the member is gone.
    """
    if kind in CONFIRM_KINDS:
        address = EmailAddress.objects.filter(
            user_id=member_id, email=email, verified=False
        ).first()
        if address is None:
            return ""
        key = EmailConfirmationHMAC(address).key
        return settings.MARKET_URL + reverse("account_confirm_email", args=[key])
    member = models.Member.objects.filter(id=member_id, is_active=True).first()
    if member is None:
        return ""
    token = default_token_generator.make_token(member)
    path = reverse(
        "account_reset_password_from_key",
        kwargs={"uidb36": user_pk_to_url_str(member), "key": token},
    )
    return settings.MARKET_URL + path
