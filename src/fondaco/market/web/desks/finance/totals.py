"""What is held against what is owed, by currency, from the trial balance. Pure."""

from collections.abc import Iterable
from dataclasses import dataclass

from fondaco.market.ledger.rules import AccountKind as K

HELD = (K.BANK_CASH, K.ACQUIRER_RECEIVABLE)
OWED_TO_BUYERS = (K.ESCROW, K.BUYER_WALLET, K.TRANSFER_HELD, K.REFUND_IN_TRANSIT)
OWED_TO_SELLERS = (K.SELLER_BALANCE, K.SELLER_RESERVE, K.PAYOUT_IN_TRANSIT)


@dataclass(frozen=True, slots=True)
class Cover:
    """One currency in minor units, all as positive sums. ``rows``: kind, debit, credit."""

    currency: str
    cash_minor: int
    receivable_minor: int
    buyers_minor: int
    sellers_minor: int
    fund_minor: int
    unmatched_minor: int
    rows: tuple[tuple[str, int, int], ...]

    @property
    def spare_minor(self) -> int:
        """What is held beyond what is owed; negative would be other people's money missing."""
        held = self.cash_minor + self.receivable_minor
        return held - self.buyers_minor - self.sellers_minor

    @property
    def sum_minor(self) -> int:
        """Zero, or the books are broken."""
        return sum(credit - debit for _, debit, credit in self.rows)


def covers(trial_balance: Iterable[tuple[K, str, int]]) -> list[Cover]:
    """One for each currency, in the order of their codes."""
    by_currency: dict[str, dict[K, int]] = {}
    for kind, currency, balance in trial_balance:
        by_currency.setdefault(currency, {})[kind] = balance
    return [_cover(currency, by_currency[currency]) for currency in sorted(by_currency)]


def _cover(currency: str, balances: dict[K, int]) -> Cover:
    def total(kinds: Iterable[K]) -> int:
        return sum(balances.get(kind, 0) for kind in kinds)

    return Cover(
        currency=currency,
        cash_minor=-balances.get(K.BANK_CASH, 0),
        receivable_minor=-balances.get(K.ACQUIRER_RECEIVABLE, 0),
        buyers_minor=total(OWED_TO_BUYERS),
        sellers_minor=total(OWED_TO_SELLERS),
        fund_minor=balances.get(K.PROTECTION_FUND, 0),
        unmatched_minor=balances.get(K.UNMATCHED, 0),
        rows=tuple(
            (kind.value, max(-balance, 0), max(balance, 0)) for kind, balance in balances.items()
        ),
    )
