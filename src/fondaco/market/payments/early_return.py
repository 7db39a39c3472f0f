"""A payment of ours that the bank's statement shows as returned before it shows it as paid.

The return is money that came in, and its booking is still to come: the books tell by what has
passed the bank's account for the payment.
"""

from uuid import UUID

from fondaco.market.ledger import queries as books
from fondaco.market.ledger.rules import AccountKind


def waits_for_booking(payment_id: UUID) -> bool:
    """Whether money came back for this payout or bank payment that has not left yet."""
    moved = books.movements(cause_id=payment_id)
    came = any(each.from_account.kind is AccountKind.BANK_CASH for each in moved)
    went = any(each.to_account.kind is AccountKind.BANK_CASH for each in moved)
    return came and not went
