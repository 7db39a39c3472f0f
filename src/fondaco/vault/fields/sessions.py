"""Opening field sessions and taking the card that is entered in one."""

import secrets
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.conf import settings

from fondaco.kernel import clock, rows
from fondaco.kernel.errors import NotFound
from fondaco.kernel.transaction import action
from fondaco.vault.cards import actions as cards
from fondaco.vault.cards import queries as card_queries
from fondaco.vault.cards.queries import CardView
from fondaco.vault.cards.rules.code_states import wallet_confirmation_needed
from fondaco.vault.cards.rules.device import DeviceProof
from fondaco.vault.cards.rules.entry import CardEntry
from fondaco.vault.fields import rules
from fondaco.vault.fields.models import FieldSession
from fondaco.vault.wallets import take as wallet_tokens
from fondaco.vault.wallets.rules.tokens import Kind, Payment, TokenRefused


@dataclass(frozen=True, slots=True)
class SessionView:
    """A field session as its page needs it. ``card`` is the card that was taken, ``asks_code_of``
    the stored card whose code is asked for; either may be None."""

    id: UUID
    tenant: str
    handle: str
    origin: str
    return_url: str
    amount_minor: int
    currency: str
    payee: str
    expires_at: datetime
    tries: int
    card: CardView | None
    asks_code_of: CardView | None


@action
def open_session(
    *,
    tenant: str,
    checkout_id: str,
    origin: str,
    return_url: str,
    amount_minor: int,
    currency: str,
    payee: str,
    card_token: str = "",
) -> SessionView:
    """A new session. With ``card_token`` it asks for that card's security code only."""
    rules.check_places(origin=origin, return_url=return_url, allowed=settings.VAULT_ORIGINS)
    if card_token and card_queries.card(tenant=tenant, token=card_token).device_number:
        raise wallet_confirmation_needed()
    moment = clock.real_now()
    rules.check_not_testing(
        cards_taken=FieldSession.objects.filter(
            tenant=tenant, checkout_id=checkout_id, taken_at__gt=moment - rules.CARDS_COUNTED_FOR
        ).count()
    )
    session = FieldSession(
        tenant=tenant,
        handle=secrets.token_urlsafe(24),
        checkout_id=checkout_id,
        origin=origin,
        return_url=return_url,
        amount_minor=amount_minor,
        currency=currency,
        payee=payee,
        asks_code_of=card_token,
        opened_at=moment,
        expires_at=moment + rules.LIVES_FOR,
    )
    rows.add(session)
    return _view(session)


def session(handle: str) -> SessionView:
    """The session with this handle; raises :class:`NotFound`."""
    found = rows.one(FieldSession, handle=handle)
    if found is None:
        raise _unknown()
    return _view(found)


def check_open(view: SessionView) -> None:
    """Raises :class:`fondaco.kernel.errors.Refusal` unless the session takes a card now."""
    rules.check_open(
        expires_at=view.expires_at,
        taken=view.card is not None,
        tries=view.tries,
        now=clock.real_now(),
    )


@action
def take_card(*, handle: str, entry: CardEntry) -> CardView:
    """Store the card and close the session, both or neither."""
    row = _locked_open(handle)
    card = cards.store(tenant=row.tenant, entry=entry)
    _close(row, card)
    return card


@action
def take_code(*, handle: str, security_code: str) -> CardView:
    """Keep the security code of the session's stored card and close the session."""
    row = _locked_open(handle)
    card = cards.keep_code(tenant=row.tenant, token=row.asks_code_of, security_code=security_code)
    _close(row, card)
    return card


@action
def take_payment(*, handle: str, kind: Kind, payment: Payment) -> CardView:
    """Store the card of a wallet's token, use the token up and close the session: all or nothing.

    Raises ``TokenRefused`` for a token that does not fit this session or was used before.
    """
    row = _locked_open(handle)
    if row.asks_code_of:
        raise TokenRefused("wallet_off")
    entry = wallet_tokens.card_of(
        payment, amount_minor=row.amount_minor, currency_code=row.currency
    )
    wallet_tokens.mark_used(kind=kind, payment=payment)
    proof = None
    if payment.cryptogram:
        proof = DeviceProof(
            payment.cryptogram, payment.eci, row.amount_minor, row.currency, row.payee
        )
    card = cards.store(tenant=row.tenant, entry=entry, wallet=kind.value, device=proof)
    _close(row, card)
    return card


def checkout_of_card(*, tenant: str, token: str) -> str:
    """The checkout at which a card was entered; empty when its session has been removed."""
    entered = FieldSession.objects.filter(tenant=tenant, card_token=token, asks_code_of="")
    return entered.values_list("checkout_id", flat=True).first() or ""


@action
def count_try(*, handle: str) -> None:
    """An entry had faults. Nothing of it is kept but the count."""
    row = FieldSession.objects.select_for_update().get(handle=handle)
    row.tries = min(row.tries + 1, 30_000)
    row.save(update_fields=["tries"])


def remove_old_sessions() -> int:
    """Delete the sessions long past their end; returns how many. Writes nothing when idle."""
    due = FieldSession.objects.filter(expires_at__lte=clock.real_now() - rules.LIVES_FOR)
    ids = list(due.values_list("id", flat=True)[:1_000])
    return _remove(ids=ids) if ids else 0


@action
def _remove(*, ids: list[UUID]) -> int:
    removed, _ = FieldSession.objects.filter(id__in=ids).delete()
    return removed


def _locked_open(handle: str) -> FieldSession:
    row = rows.one(FieldSession, lock=True, handle=handle)
    if row is None:
        raise _unknown()
    rules.check_open(
        expires_at=row.expires_at,
        taken=bool(row.card_token),
        tries=row.tries,
        now=clock.real_now(),
    )
    return row


def _close(row: FieldSession, card: CardView) -> None:
    row.card_token = card.token
    row.taken_at = clock.real_now()
    rows.change(row, "card_token", "taken_at")


def _unknown() -> NotFound:
    return NotFound(
        "These card fields are not known here.",
        code="session_unknown",
        next_step="Go back to the checkout and load the page again.",
    )


def _view(row: FieldSession) -> SessionView:
    def known(token: str) -> CardView | None:
        return card_queries.card(tenant=row.tenant, token=token) if token else None

    return SessionView(
        id=row.id,
        tenant=row.tenant,
        handle=row.handle,
        origin=row.origin,
        return_url=row.return_url,
        amount_minor=row.amount_minor,
        currency=row.currency,
        payee=row.payee,
        expires_at=row.expires_at,
        tries=row.tries,
        card=known(row.card_token),
        asks_code_of=known(row.asks_code_of),
    )
