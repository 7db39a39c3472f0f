"""What buyers owe: money that came to them twice, or that an appeal took back."""

from uuid import UUID

from fondaco.market.ledger import queries as ledger
from fondaco.market.ledger.rules import AccountKind


def owed_by_buyer(member_id: UUID) -> dict[str, int]:
    """Currency to what the buyer owes, minor units; empty when nothing. One statement."""
    balances = ledger.balances_of_owner(AccountKind.BUYER_DEBT, str(member_id))
    return {currency: -minor for currency, minor in balances.items() if minor < 0}
