"""What a movement of a seller's money is called, by the accounts it moves between."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from fondaco.market.ledger.queries import Movement
from fondaco.market.ledger.rules import AccountKind

_K = AccountKind
OWN = frozenset({_K.SELLER_BALANCE, _K.SELLER_RESERVE, _K.SELLER_DEBT})

WORDS = {
    (_K.ESCROW, _K.SELLER_BALANCE): _("Released from an order, less the fee"),
    (_K.ESCROW, _K.SELLER_RESERVE): _("Kept in reserve from an order"),
    (_K.SELLER_RESERVE, _K.SELLER_BALANCE): _("Reserve released"),
    (_K.SELLER_BALANCE, _K.SELLER_RESERVE): _("Put into the reserve"),
    (_K.SELLER_BALANCE, _K.PAYOUT_IN_TRANSIT): _("Paid out to your bank"),
    (_K.PAYOUT_IN_TRANSIT, _K.SELLER_BALANCE): _("Payout refused by the bank, back on the balance"),
    (_K.PAYOUT_IN_TRANSIT, _K.SELLER_DEBT): _("Taken from a refused payout for what you owed"),
    (_K.BANK_CASH, _K.SELLER_DEBT): _("Taken from a returned payout for what you owed"),
    (_K.BANK_CASH, _K.SELLER_BALANCE): _("Payout returned by your bank"),
    (_K.SELLER_BALANCE, _K.REFUND_IN_TRANSIT): _("Refunded to a buyer"),
    (_K.SELLER_RESERVE, _K.REFUND_IN_TRANSIT): _("Refunded to a buyer from the reserve"),
    (_K.SELLER_DEBT, _K.PROTECTION_FUND): _("Refunded to a buyer by the fund; you owe it"),
    (_K.SELLER_DEBT, _K.PLATFORM_LOSS): _("Refunded to a buyer by the platform; you owe it"),
    (_K.SELLER_BALANCE, _K.SELLER_DEBT): _("Taken for what you owed"),
    (_K.SELLER_RESERVE, _K.SELLER_DEBT): _("Taken from the reserve for what you owed"),
    (_K.ESCROW, _K.SELLER_DEBT): _("Taken from an order for what you owed"),
    (_K.PROTECTION_FUND, _K.SELLER_DEBT): _("Borne by the fund: you do not owe it any more"),
    (_K.PLATFORM_LOSS, _K.SELLER_DEBT): _("Borne by the platform: you do not owe it any more"),
    (_K.BUYER_DEBT, _K.SELLER_BALANCE): _("Regained on appeal, less the fee"),
    (_K.BUYER_DEBT, _K.SELLER_RESERVE): _("Kept in reserve from what was regained on appeal"),
    (_K.BUYER_DEBT, _K.SELLER_DEBT): _("Taken from what was regained on appeal"),
    (_K.SELLER_BALANCE, _K.CHARGEBACK): _("Charged back by the card network"),
    (_K.SELLER_RESERVE, _K.CHARGEBACK): _("Charged back by the card network, from the reserve"),
}
OTHER = _("Booked")


@dataclass(frozen=True, slots=True)
class Told:
    """One movement: ``amount_minor`` is positive when the seller has more than before."""

    at: datetime
    words: str
    amount_minor: int
    currency: str
    is_inside: bool
    """Whether it only moved between the seller's own accounts."""
    order_id: UUID | None
    """The order whose escrow it came from or went to."""


def told(movement: Movement) -> Told:
    """The movement from the seller's point of view."""
    source, target = movement.from_account, movement.to_account
    escrow = next((each for each in (source, target) if each.kind is _K.ESCROW), None)
    return Told(
        at=movement.posted_at,
        words=str(WORDS.get((source.kind, target.kind), OTHER)),
        amount_minor=movement.amount_minor if target.kind in OWN else -movement.amount_minor,
        currency=source.currency,
        is_inside=source.kind in OWN and target.kind in OWN,
        order_id=UUID(escrow.owner) if escrow else None,
    )
