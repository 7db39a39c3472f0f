"""Reading a token that a browser brought, and marking it as used."""

import hashlib
from uuid import UUID

from django.conf import settings
from django.db import IntegrityError, transaction

from fondaco.kernel import clock
from fondaco.kernel.transaction import action
from fondaco.money.currency import currency
from fondaco.vault.cards.rules import entry
from fondaco.vault.cards.rules.brands import brand_rule
from fondaco.vault.cards.rules.entry import CardEntry
from fondaco.vault.wallets import keys, roots
from fondaco.vault.wallets.models import UsedToken
from fondaco.vault.wallets.rules import apple, google, google_content
from fondaco.vault.wallets.rules.tokens import Kind, Payment, TokenRefused


def read(kind: Kind, token: str) -> Payment:
    """The payment in the token. Raises ``TokenRefused``, or ``RootsUnavailable``. Not in an
    action: an unknown signer makes the roots be fetched anew."""
    try:
        return _READERS[kind](token, False)
    except TokenRefused as refused:
        if refused.code != "signer_unknown":
            raise
    return _READERS[kind](token, True)


def _read_google(token: str, anew: bool) -> Payment:
    moment = clock.real_now()
    content = google.decrypt(
        token,
        roots=roots.google_roots(anew=anew),
        private_keys=keys.private_keys(Kind.GOOGLE_PAY),
        recipient_id=settings.VAULT_GOOGLE_PAY_RECIPIENT,
        now=moment,
        versions=settings.VAULT_GOOGLE_PAY_VERSIONS,
    )
    return google_content.read(content, now=moment)


def _read_apple(token: str, anew: bool) -> Payment:
    moment = clock.real_now()
    recipient = apple.Recipient(
        settings.VAULT_APPLE_PAY_MERCHANT, keys.private_keys(Kind.APPLE_PAY)
    )
    content, transaction_id = apple.decrypt(
        token, root=roots.apple_root(anew=anew), recipient=recipient, now=moment
    )
    return apple.read(content, transaction_id, now=moment)


_READERS = {Kind.GOOGLE_PAY: _read_google, Kind.APPLE_PAY: _read_apple}


def card_of(payment: Payment, *, amount_minor: int, currency_code: str) -> CardEntry:
    """The payment's card, for a session over this amount; raises ``TokenRefused``."""
    if payment.amount_minor is not None and (
        payment.amount_minor != amount_minor
        or payment.currency_numeric != currency(currency_code).numeric
    ):
        raise TokenRefused("amount_differs")
    rule = brand_rule(payment.number)
    if entry.number_fault(payment.number) is not None or rule is None:
        raise TokenRefused("card_refused")
    if not 1 <= payment.expiry_month <= 12 or not 2000 <= payment.expiry_year <= 2099:
        raise TokenRefused("card_refused")
    today = clock.today()
    if (payment.expiry_year, payment.expiry_month) < (today.year, today.month):
        raise TokenRefused("card_expired")
    return CardEntry(
        number=payment.number,
        brand=rule.brand,
        expiry_month=payment.expiry_month,
        expiry_year=payment.expiry_year,
        security_code="",
        name="",
    )


@action
def mark_used(*, kind: Kind, payment: Payment) -> None:
    """Take the token's one use; raises ``TokenRefused`` ``token_used``."""
    digest = hashlib.sha256(payment.token_id.encode()).hexdigest()
    try:
        with transaction.atomic():
            UsedToken.objects.create(kind=kind, digest=digest, kept_until=payment.expires_at)
    except IntegrityError:
        raise TokenRefused("token_used") from None


def forget_old() -> int:
    """Delete the marks of tokens too old to be believed; how many. Writes nothing when idle."""
    due = UsedToken.objects.filter(kept_until__lte=clock.real_now())
    ids = list(due.values_list("id", flat=True)[:1_000])
    return _forget(ids=ids) if ids else 0


@action
def _forget(*, ids: list[UUID]) -> int:
    removed, _ = UsedToken.objects.filter(id__in=ids).delete()
    return removed
