"""The only place that opens a card's number and code: for a directory server or an acquirer."""

import json
from dataclasses import dataclass
from uuid import UUID

from fondaco.kernel import audit, clock, rows
from fondaco.kernel.errors import NotFound, Refusal
from fondaco.kernel.transaction import action
from fondaco.vault.cards.actions import locked
from fondaco.vault.cards.models import Card, SecurityCode
from fondaco.vault.cards.queries import CardView, view_of
from fondaco.vault.cards.rules.code_states import (
    CodeEvent,
    CodeState,
    after,
    wallet_confirmation_needed,
)
from fondaco.vault.cards.rules.device import DeviceProof
from fondaco.vault.keys import envelope
from fondaco.vault.keys.envelope import Sealed


@dataclass(frozen=True, slots=True)
class OpenCard:
    """A card's number in memory, for one call. ``expiry`` is ``YYMM``; ``security_code`` is None
    unless it was read for an authorization and was there; ``device`` is there for a device's
    number only."""

    view: CardView
    number: str
    expiry: str
    name: str
    security_code: str | None = None
    device: DeviceProof | None = None

    def __repr__(self) -> str:
        return f"OpenCard({self.view.token})"


@action
def open_for_authentication(*, tenant: str, token: str) -> OpenCard:
    """Number and name, to ask the issuer who is there. The code is not touched.

    A device's number comes with what its wallet proved; raises :class:`Refusal`
    ``wallet_confirmation_needed`` once that is used or too old.
    """
    card = locked(tenant=tenant, token=token)
    _refuse_unusable(card)
    secret = _held_secret(card) if card.device_number else None
    if card.device_number and secret is None:
        raise wallet_confirmation_needed()
    return _opened(card, secret, purpose="authentication")


@action
def open_for_authorization(*, tenant: str, token: str) -> OpenCard:
    """Number and security code, or the cryptogram of a device's number. Code and cryptogram are
    deleted in this transaction: they are read once.

    Raises :class:`Refusal` ``security_code_needed`` or ``wallet_confirmation_needed`` where the
    card needs one and has none, ``card_frozen``, ``card_forgotten``.
    """
    card = locked(tenant=tenant, token=token)
    _refuse_unusable(card)
    expired, read = _EVENTS[card.device_number]
    secret = _held_secret(card)
    state = CodeState(card.code_state)
    if secret is None and state is CodeState.HELD:
        state = after(state, expired)
    card.code_state = after(state, read).value
    rows.change(card, "code_state")
    rows.remove(SecurityCode, card.id)
    return _opened(card, secret, purpose="authorization")


_EVENTS = {
    False: (CodeEvent.EXPIRED, CodeEvent.READ),
    True: (CodeEvent.CRYPTOGRAM_EXPIRED, CodeEvent.CRYPTOGRAM_READ),
}


def _held_secret(card: Card) -> bytes | None:
    """The security code or the device's proof, None once its time is up."""
    held = rows.one(SecurityCode, card=card.id)
    if held is None or held.expires_at <= clock.real_now():
        return None
    sealed = Sealed(held.data_key_id, bytes(held.sealed))
    return envelope.unseal(sealed, bound_to=f"{card.token}/code")


@action
def note_judgement(*, card_id: UUID, event: CodeEvent) -> None:
    """The issuer answered an authorization that had (or was excused from) the security code."""
    card = rows.one(Card, lock=True, id=card_id)
    if card is None:
        raise NotFound("There is no such card.", code="card_unknown")
    state = after(CodeState(card.code_state), event).value
    if state != card.code_state:
        card.code_state = state
        rows.change(card, "code_state")


def _refuse_unusable(card: Card) -> None:
    if card.forgotten_at is not None:
        raise Refusal(
            "card_forgotten",
            "This card has been removed.",
            not_done="The card was not charged.",
            next_step="Use another card.",
        )
    if card.frozen_at is not None:
        raise Refusal(
            "card_frozen",
            "This card has been frozen here.",
            not_done="The card was not charged.",
            next_step="Use another card, or ask for help if you did not freeze it.",
        )


def _opened(card: Card, secret: bytes | None, *, purpose: str) -> OpenCard:
    # Every access to a number is on record (PCI DSS 10.2.1).
    audit.record(
        actor=audit.SYSTEM,
        act="vault.card_opened",
        subject_kind="card",
        subject_id=card.id,
        purpose=purpose,
    )
    sealed = Sealed(card.data_key_id, bytes(card.sealed or b""))
    content = json.loads(envelope.unseal(sealed, bound_to=card.token))
    return OpenCard(
        view=view_of(card),
        number=content["number"],
        expiry=f"{card.expiry_year % 100:02}{card.expiry_month:02}",
        name=content["name"],
        security_code=None if secret is None or card.device_number else secret.decode(),
        device=DeviceProof.from_bytes(secret)
        if secret is not None and card.device_number
        else None,
    )
