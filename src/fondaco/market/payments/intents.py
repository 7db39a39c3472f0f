"""One intent's row under lock, and what its events carry."""

from uuid import UUID

from fondaco.kernel import rows
from fondaco.kernel.errors import NotFound
from fondaco.market.payments.models import Intent


def locked(intent_id: UUID) -> Intent:
    """The intent's row, locked until the transaction ends. Every verb locks it first."""
    intent = rows.one(Intent, lock=True, id=intent_id)
    if intent is None:
        raise NotFound("There is no such payment.", code="intent_unknown")
    return intent


def about(intent: Intent) -> dict[str, str | int]:
    """What every event of an intent carries."""
    return {
        "reference_id": str(intent.reference_id),
        "reference": intent.reference,
        "member_id": str(intent.member_id),
        "amount_minor": intent.amount_minor,
        "currency": intent.currency,
    }
