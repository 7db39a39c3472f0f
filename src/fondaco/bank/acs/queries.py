"""What the challenge page shows."""

from dataclasses import dataclass
from uuid import UUID

from fondaco.bank.acs.challenge import as_challenge
from fondaco.bank.acs.models import Authentication
from fondaco.bank.acs.rules import MOST_SENDS
from fondaco.bank.issuer.queries import card_by_id_for_authentication


@dataclass(frozen=True, slots=True)
class ChallengeView:
    """The payment to confirm. ``phone_end`` is the last three digits of where codes go."""

    acs_trans_id: UUID
    server_trans_id: str
    payee: str
    amount_minor: int
    currency: str
    brand: str
    last_four: str
    phone: str
    tries_left: int
    sends_left: int
    requestor_url: str
    notification_url: str

    @property
    def phone_end(self) -> str:
        return self.phone[-3:]


def challenge(acs_trans_id: UUID) -> ChallengeView:
    """The challenge with this id; the caller has checked that the asker may see it."""
    row = Authentication.objects.get(id=acs_trans_id)
    card = card_by_id_for_authentication(row.card_id) if row.card_id else None
    return ChallengeView(
        acs_trans_id=row.id,
        server_trans_id=row.server_trans_id,
        payee=row.payee,
        amount_minor=row.amount_minor,
        currency=row.currency,
        brand=card.brand if card else "",
        last_four=card.last_four if card else "",
        phone=card.phone if card else "",
        tries_left=as_challenge(row).tries_left,
        sends_left=MOST_SENDS - row.sends,
        requestor_url=row.requestor_url,
        notification_url=row.notification_url,
    )
