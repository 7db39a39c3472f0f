"""Storing, freezing and forgetting cards."""

import base64
import json
import secrets
from datetime import timedelta
from typing import Any

from fondaco.kernel import audit, clock, rows
from fondaco.kernel.errors import NotFound
from fondaco.kernel.transaction import action
from fondaco.vault.cards.issuers import issuer
from fondaco.vault.cards.models import Card, SecurityCode
from fondaco.vault.cards.queries import CardView, view_of
from fondaco.vault.cards.rules.code_states import (
    CodeEvent,
    CodeState,
    after,
    wallet_confirmation_needed,
)
from fondaco.vault.cards.rules.device import DeviceProof
from fondaco.vault.cards.rules.entry import CardEntry
from fondaco.vault.keys import envelope
from fondaco.vault.keys.purposes import CODE_KEPT_FOR, Purpose


def new_token() -> str:
    """``card_`` and 160 random bits: it holds nothing of the card and can't be guessed."""
    return "card_" + base64.b32encode(secrets.token_bytes(20)).decode().lower()


@action
def store(
    *, tenant: str, entry: CardEntry, wallet: str = "", device: DeviceProof | None = None
) -> CardView:
    """Store a card that was found good, under a new token of its own.

    From a device ``wallet`` it comes without a security code; with ``device`` its number is the
    device's own, and the cryptogram takes the code's place.
    """
    token = new_token()
    plaintext = json.dumps({"number": entry.number, "name": entry.name}).encode()
    sealed = envelope.seal(
        tenant=tenant, purpose=Purpose.CARDS, plaintext=plaintext, bound_to=token
    )
    known = issuer(entry.number)
    secret = entry.security_code.encode() if device is None else device.to_bytes()
    event = CodeEvent.ENTERED if secret else CodeEvent.NOT_ON_CARD
    card = Card(
        tenant=tenant,
        token=token,
        data_key_id=sealed.data_key_id,
        sealed=sealed.blob,
        fingerprint=envelope.fingerprint(tenant=tenant, value=entry.number.encode()),
        brand=entry.brand.value,
        first_six=entry.number[:6],
        last_four=entry.number[-4:],
        expiry_month=entry.expiry_month,
        expiry_year=entry.expiry_year,
        funding=known.funding,
        issuer_country=known.country,
        code_state=after(CodeState.WANTED, event).value,
        wallet=wallet,
        device_number=device is not None,
        stored_at=clock.now(),
    )
    rows.add(card)
    if secret:
        rows.add(SecurityCode(card=card, **_sealed_secret(card, secret)))
    return view_of(card)


@action
def keep_code(*, tenant: str, token: str, security_code: str) -> CardView:
    """Keep a security code that was entered again for a stored card, for ten minutes at most."""
    card = locked(tenant=tenant, token=token)
    if card.device_number:
        raise wallet_confirmation_needed()
    event = CodeEvent.ENTERED if security_code else CodeEvent.NOT_ON_CARD
    if security_code:
        SecurityCode.objects.update_or_create(
            card=card, defaults=_sealed_secret(card, security_code.encode())
        )
    card.code_state = after(CodeState(card.code_state), event).value
    rows.change(card, "code_state")
    return view_of(card)


def _sealed_secret(card: Card, secret: bytes) -> dict[str, Any]:
    """The columns of a held security code, or of a device's cryptogram."""
    sealed = envelope.seal(
        tenant=card.tenant,
        purpose=Purpose.CODES,
        plaintext=secret,
        bound_to=f"{card.token}/code",
    )
    return {
        "data_key_id": sealed.data_key_id,
        "sealed": sealed.blob,
        # A little less than the limit, so that the sweeper's own pause is within it.
        "expires_at": clock.real_now() + CODE_KEPT_FOR - timedelta(seconds=30),
    }


@action
def freeze(*, tenant: str, token: str, actor: audit.Actor) -> CardView:
    """No authorization on this card any more; captures and refunds of old ones go on."""
    card = locked(tenant=tenant, token=token)
    if card.frozen_at is None:
        card.frozen_at = clock.now()
        card.save(update_fields=["frozen_at"])
        _drop_code(card)
        _note(card, "vault.card_frozen", actor)
    return view_of(card)


@action
def forget(*, tenant: str, token: str, actor: audit.Actor) -> CardView:
    """Destroy number, name, fingerprint and code. Can't be undone; asking twice is no error."""
    card = locked(tenant=tenant, token=token)
    if card.forgotten_at is None:
        _drop_code(card)
        card.sealed = None
        card.fingerprint = card.first_six = card.last_four = ""
        card.forgotten_at = clock.now()
        card.save()
        _note(card, "vault.card_forgotten", actor)
    return view_of(card)


def drop_expired_codes() -> int:
    """Delete the security codes whose time is up; returns how many. Writes nothing when idle."""
    due = SecurityCode.objects.filter(expires_at__lte=clock.real_now())
    return _drop_expired_codes() if due.exists() else 0


@action
def _drop_expired_codes() -> int:
    due = list(
        SecurityCode.objects.select_for_update()
        .filter(expires_at__lte=clock.real_now())
        .values_list("card_id", flat=True)[:1_000]
    )
    SecurityCode.objects.filter(card_id__in=due).delete()
    for device, event in ((False, CodeEvent.EXPIRED), (True, CodeEvent.CRYPTOGRAM_EXPIRED)):
        Card.objects.filter(
            id__in=due, code_state=CodeState.HELD.value, device_number=device
        ).update(code_state=after(CodeState.HELD, event).value)
    return len(due)


def locked(*, tenant: str, token: str) -> Card:
    """The card's row, locked for this transaction; raises :class:`NotFound`."""
    card = rows.one(Card, lock=True, tenant=tenant, token=token)
    if card is None:
        raise NotFound("No card has this token.", code="card_unknown")
    return card


def _drop_code(card: Card) -> None:
    SecurityCode.objects.filter(card=card).delete()
    event = CodeEvent.CRYPTOGRAM_EXPIRED if card.device_number else CodeEvent.EXPIRED
    card.code_state = after(CodeState(card.code_state), event).value
    card.save(update_fields=["code_state"])


def _note(card: Card, act: str, actor: audit.Actor) -> None:
    audit.record(actor=actor, act=act, subject_kind="card", subject_id=card.id)
