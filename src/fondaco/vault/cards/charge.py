"""The only place that opens a card's number and code: for a directory server or an acquirer."""

import json
from dataclasses import dataclass
from uuid import UUID

from fondaco.kernel import audit, clock
from fondaco.kernel.errors import Refusal
from fondaco.kernel.transaction import action
from fondaco.vault.cards.actions import locked
from fondaco.vault.cards.models import Card, SecurityCode
from fondaco.vault.cards.queries import CardView, view_of
from fondaco.vault.cards.rules.code_states import CodeEvent, CodeState, after
from fondaco.vault.keys import envelope
from fondaco.vault.keys.envelope import Sealed


@dataclass(frozen=True, slots=True)
class OpenCard:
    """A card's number in memory, for one call. ``expiry`` is ``YYMM``; ``security_code`` is None
    unless it was read for an authorization and was there."""

    view: CardView
    number: str
    expiry: str
    name: str
    security_code: str | None = None

    def __repr__(self) -> str:
        return f"OpenCard({self.view.token})"


@action
def open_for_authentication(*, tenant: str, token: str) -> OpenCard:
    """Number and name, to ask the issuer who is there. The code is not touched."""
    card = locked(tenant=tenant, token=token)
    _refuse_unusable(card)
    return _opened(card, None, purpose="authentication")


@action
def open_for_authorization(*, tenant: str, token: str) -> OpenCard:
    """Number and security code. The code is deleted in this transaction: it is read once.

    Raises :class:`Refusal` ``security_code_needed`` where the card needs one and has none,
    ``card_frozen``, ``card_forgotten``.
    """
    card = locked(tenant=tenant, token=token)
    _refuse_unusable(card)
    held = SecurityCode.objects.select_for_update().filter(card=card).first()
    code: str | None = None
    state = CodeState(card.code_state)
    if held is not None and held.expires_at > clock.real_now():
        code = envelope.unseal(
            Sealed(held.data_key_id, bytes(held.sealed)), bound_to=f"{card.token}/code"
        ).decode()
    elif state is CodeState.HELD:
        state = after(state, CodeEvent.EXPIRED)
    card.code_state = after(state, CodeEvent.READ).value
    card.save(update_fields=["code_state"])
    if held is not None:
        held.delete()
    return _opened(card, code, purpose="authorization")


@action
def note_judgement(*, card_id: UUID, event: CodeEvent) -> None:
    """The issuer answered an authorization that had (or was excused from) the security code."""
    card = Card.objects.select_for_update().get(id=card_id)
    card.code_state = after(CodeState(card.code_state), event).value
    card.save(update_fields=["code_state"])


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


def _opened(card: Card, code: str | None, *, purpose: str) -> OpenCard:
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
        security_code=code,
    )
