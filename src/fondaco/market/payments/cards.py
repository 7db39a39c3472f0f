"""Saved cards: kept after a payment that worked, frozen, forgotten."""

import logging
from uuid import UUID

from fondaco.kernel import audit, clock, outbox
from fondaco.kernel.errors import NotFound
from fondaco.kernel.outbox import Event
from fondaco.kernel.text import marked as _
from fondaco.kernel.transaction import action
from fondaco.market.members import actions as members
from fondaco.market.payments.gateways.chosen import gateway
from fondaco.market.payments.gateways.protocol import Gateway
from fondaco.market.payments.models import Attempt, SavedCard

log = logging.getLogger(__name__)


@action
def keep(*, member_id: UUID, attempt: Attempt) -> None:
    """Save the card that paid. The same card entered again replaces its older token."""
    earlier = (
        SavedCard.objects.select_for_update()
        .filter(member_id=member_id, fingerprint=attempt.fingerprint, forgotten_at=None)
        .first()
    )
    if earlier is not None:
        if earlier.token == attempt.card_token:
            return
        earlier.forgotten_at = clock.now()
        earlier.save(update_fields=["forgotten_at"])
        outbox.emit("card.forgotten", earlier.id, token=earlier.token)
    month, year = attempt.expiry.split("/")
    SavedCard.objects.create(
        member_id=member_id,
        token=attempt.card_token,
        fingerprint=attempt.fingerprint,
        brand=attempt.brand,
        last_four=attempt.last_four,
        expiry_month=int(month),
        expiry_year=2000 + int(year),
        funding=attempt.funding,
        saved_at=clock.now(),
    )
    Attempt.objects.filter(id=attempt.id).update(is_saved_card=True)


@action
def forget(*, card_id: UUID, member_id: UUID) -> None:
    """Remove a saved card here and in the vault. Twice is no error."""
    card = _own(card_id, member_id)
    if card.forgotten_at is None:
        card.forgotten_at = clock.now()
        card.save(update_fields=["forgotten_at"])
        members.record_activity(member_id=member_id, kind="card_removed", last_four=card.last_four)
        _audited(card, "card.forget")
        outbox.emit("card.forgotten", card.id, token=card.token)


@action
def freeze(*, card_id: UUID, member_id: UUID) -> None:
    """Let nobody pay with a saved card any more, here and in the vault. Twice is no error."""
    card = _own(card_id, member_id)
    if card.frozen_at is None and card.forgotten_at is None:
        card.frozen_at = clock.now()
        card.save(update_fields=["frozen_at"])
        members.record_activity(member_id=member_id, kind="card_frozen", last_four=card.last_four)
        _audited(card, "card.freeze")
        outbox.emit("card.frozen", card.id, token=card.token)


def _audited(card: SavedCard, act: str) -> None:
    actor = audit.Actor("member", card.member_id)
    audit.record(actor=actor, act=act, subject_kind="card", subject_id=card.id)


def _own(card_id: UUID, member_id: UUID) -> SavedCard:
    card = SavedCard.objects.select_for_update().filter(id=card_id, member_id=member_id).first()
    if card is None:
        raise NotFound(_("You have no such card."), code="card_unknown")
    return card


@outbox.outside
def forget_in_vault(event: Event) -> None:
    """Handler of ``card.forgotten``: the vault erases the number."""
    _forget(str(event.data["token"]))


@outbox.outside
def freeze_in_vault(event: Event) -> None:
    """Handler of ``card.frozen``: the vault refuses the token from now on."""
    token = str(event.data["token"])
    _gateway_of(token).freeze(token=token, key=f"{token}:freeze")


@outbox.outside
def forget_tried(event: Event) -> None:
    """Handler of ``intent.captured``, ``.cancelled``, ``.failed``: cards nobody keeps go.

    A number is stored no longer than it is needed; refunds need the capture, not the card.
    """
    attempts = Attempt.objects.filter(intent_id=event.subject_id, is_saved_card=False)
    for token in attempts.values_list("card_token", flat=True).distinct():
        if not SavedCard.objects.filter(token=token, forgotten_at=None).exists():
            _forget(token)


def _forget(token: str) -> None:
    try:
        _gateway_of(token).forget(token=token, key=f"{token}:forget")
    except NotFound:
        log.info("the vault has forgotten a card by itself")


def _gateway_of(token: str) -> Gateway:
    """The gateway that knows this token: the one that it was tried at."""
    attempts = Attempt.objects.filter(card_token=token).order_by("-begun_at")
    return gateway(attempts.values_list("gateway", flat=True).first() or "")
