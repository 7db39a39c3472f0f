"""A member does not recognise a charge: the card is frozen and the report is kept.

Whoever knows the orders opens the cases; see :mod:`fondaco.market.cases.not_mine`.
"""

from collections.abc import Iterable
from uuid import UUID

from fondaco.kernel import audit, clock
from fondaco.kernel.errors import NotFound
from fondaco.kernel.text import marked as _
from fondaco.kernel.transaction import action
from fondaco.market.members import actions as members
from fondaco.market.payments import cards
from fondaco.market.payments.intents import locked
from fondaco.market.payments.lifecycle import AttemptState, IntentState
from fondaco.market.payments.models import Attempt, Intent, NotMine, SavedCard
from fondaco.market.payments.values import NotMineView


@action
def record(*, intent_id: UUID, member_id: UUID) -> NotMineView:
    """Keep the report and freeze the member's saved card that paid; twice counts once.

    A card that was not saved cannot pay again anyway: the vault has erased it.
    """
    intent = _own(intent_id, member_id)
    known = NotMine.objects.filter(intent=intent, undone_at=None).first()
    if known is not None:
        return _view(known)
    attempt = Attempt.objects.filter(intent=intent, state=AttemptState.CAPTURED).get()
    saved = SavedCard.objects.filter(
        member_id=member_id, fingerprint=attempt.fingerprint, forgotten_at=None
    ).first()
    if saved is not None:
        cards.freeze(card_id=saved.id, member_id=member_id)
    row = NotMine.objects.create(
        intent=intent,
        member_id=member_id,
        froze_card=saved is not None,
        reported_at=clock.now(),
    )
    _noted(row, intent, "payment_not_mine")
    return _view(row)


@action
def take_back(*, intent_id: UUID, member_id: UUID) -> UUID | None:
    """The payment was the member's own after all; the report's id, None when there is none.

    The card stays frozen: the vault gives no frozen number back, it is entered anew.
    """
    intent = _own(intent_id, member_id)
    row = NotMine.objects.select_for_update().filter(intent=intent, undone_at=None).first()
    if row is None:
        return None
    row.undone_at = clock.now()
    row.save(update_fields=["undone_at"])
    _noted(row, intent, "payment_mine_again")
    return row.id


def _noted(row: NotMine, intent: Intent, kind: str) -> None:
    members.record_activity(member_id=row.member_id, kind=kind, reference=intent.reference)
    audit.record(
        actor=audit.Actor("member", row.member_id),
        act=kind.replace("payment_", "payment."),
        subject_kind="intent",
        subject_id=intent.id,
    )


def _own(intent_id: UUID, member_id: UUID) -> Intent:
    intent = locked(intent_id)
    if (
        intent.member_id != member_id
        or intent.way != "card"
        or intent.state != IntentState.SUCCEEDED
    ):
        raise NotFound(_("You have no such card payment."), code="intent_unknown")
    return intent


def reports(intent_ids: Iterable[UUID]) -> dict[UUID, NotMineView]:
    """Reports that stand, by payment."""
    rows = NotMine.objects.filter(intent_id__in=set(intent_ids), undone_at=None)
    return {row.intent_id: _view(row) for row in rows}


def _view(row: NotMine) -> NotMineView:
    return NotMineView(row.id, row.intent_id, row.reported_at, row.froze_card)


def payer_of(intent_id: UUID) -> UUID | None:
    """Whose payment it is, for ownership rules."""
    return Intent.objects.filter(id=intent_id).values_list("member_id", flat=True).first()
