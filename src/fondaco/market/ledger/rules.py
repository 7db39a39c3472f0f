"""What accounts there are and what a valid entry is. Pure.

A balance is credits less debits, in minor units: money the platform owes or has earned is
positive, money owed to it (acquirer receivable, bank cash, seller debt) is negative. All
balances of one currency always sum to zero.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from fondaco.money.amount import MAX_AMOUNT_MINOR
from fondaco.money.currency import currency as known_currency


class AccountKind(StrEnum):
    """The chart of accounts."""

    ACQUIRER_RECEIVABLE = "acquirer_receivable"
    BANK_CASH = "bank_cash"
    ESCROW = "escrow"
    SELLER_BALANCE = "seller_balance"
    SELLER_RESERVE = "seller_reserve"
    SELLER_DEBT = "seller_debt"
    PAYOUT_IN_TRANSIT = "payout_in_transit"
    BUYER_WALLET = "buyer_wallet"
    TRANSFER_HELD = "transfer_held"
    BUYER_DEBT = "buyer_debt"
    PLATFORM_FEE = "platform_fee"
    TAX = "tax"
    PROCESSING_COST = "processing_cost"
    CHARGEBACK = "chargeback"
    CHARGEBACK_FEE = "chargeback_fee"
    REFUND_IN_TRANSIT = "refund_in_transit"
    PROTECTION_FUND = "protection_fund"
    PLATFORM_LOSS = "platform_loss"
    FX_POSITION = "fx_position"
    UNMATCHED = "unmatched"


NEVER_NEGATIVE = frozenset(
    {
        AccountKind.ESCROW,
        AccountKind.SELLER_BALANCE,
        AccountKind.SELLER_RESERVE,
        AccountKind.PAYOUT_IN_TRANSIT,
        AccountKind.BUYER_WALLET,
        AccountKind.TRANSFER_HELD,
        AccountKind.REFUND_IN_TRANSIT,
        AccountKind.PROTECTION_FUND,
    }
)
"""Kinds whose balance the database keeps at or above zero."""

NEVER_POSITIVE = frozenset(
    {AccountKind.SELLER_DEBT, AccountKind.BUYER_DEBT, AccountKind.PROCESSING_COST}
)
"""Kinds that only ever say what is owed to the platform, or was spent by it."""

OWNED = frozenset(
    {
        AccountKind.ESCROW,
        AccountKind.SELLER_BALANCE,
        AccountKind.SELLER_RESERVE,
        AccountKind.SELLER_DEBT,
        AccountKind.BUYER_WALLET,
        AccountKind.TRANSFER_HELD,
        AccountKind.BUYER_DEBT,
        AccountKind.PAYOUT_IN_TRANSIT,
        AccountKind.REFUND_IN_TRANSIT,
    }
)
"""Kinds with one account an owner: the seller order for escrow, the expectation for transferred
money that does not pay for anything yet, the refund or the payout for money in transit, else a
seller or a buyer. The owner is an id as text."""

SHARDS = 8
"""Platform accounts are kept as this many sub-accounts, so that none is a hot row."""

UNSHARDED = OWNED | {AccountKind.PROTECTION_FUND}
"""One row each: owned accounts, and the fund, which must not go below zero as a whole."""


class BadEntry(ValueError):
    """An entry that no ledger may hold: no transfer, amount not positive, one account twice."""


@dataclass(frozen=True, slots=True)
class AccountRef:
    """Names an account: its kind, its owner's id as text ("" for the platform's), its currency."""

    kind: AccountKind
    owner: str
    currency: str


@dataclass(frozen=True, slots=True)
class TransferDraft:
    """``amount_minor`` (> 0) moves from one account (debited) to another (credited)."""

    from_account: AccountRef
    to_account: AccountRef
    amount_minor: int


def check_entry(transfers: Sequence[TransferDraft]) -> None:
    """Raise :class:`BadEntry` unless every transfer is possible."""
    if not transfers:
        raise BadEntry("an entry has at least one transfer")
    for transfer in transfers:
        source, target = transfer.from_account, transfer.to_account
        if type(transfer.amount_minor) is not int or not (
            0 < transfer.amount_minor <= MAX_AMOUNT_MINOR
        ):
            raise BadEntry("a transfer moves a positive amount")
        if source.currency != target.currency:
            raise BadEntry("a transfer has one currency")
        if source == target:
            raise BadEntry("a transfer moves between two accounts")
        known_currency(source.currency)
        for account in (source, target):
            if (account.kind in OWNED) != bool(account.owner):
                raise BadEntry(f"{account.kind} is owned by one, or by the platform")


def shard_of(kind: AccountKind, key: str) -> int:
    """The sub-account of ``kind`` that the entry with this key uses."""
    return 0 if kind in UNSHARDED else sum(key.encode()) % SHARDS
