"""Where a card was entered: its token is good there, and afterwards as a saved card only."""

from uuid import UUID

from fondaco.kernel.errors import NotAllowed
from fondaco.kernel.text import marked as _
from fondaco.market.payments.gateways.protocol import CardDetails
from fondaco.market.payments.models import Intent, SavedCard


def check(intent_id: UUID, card: CardDetails) -> None:
    """Refuse a token that somebody brings from another checkout: it is in no way their card."""
    intent = Intent.objects.only("reference_id", "member_id").get(id=intent_id)
    if not card.is_foreign_to(intent.reference_id):
        return
    if not SavedCard.objects.filter(token=card.token, member_id=intent.member_id).exists():
        raise NotAllowed(
            _("This card is not yours to use."),
            code="card_not_yours",
            next_step=_("Enter the card here, or use another one."),
        )
