"""A buyer's transfers and the bank's days, as tests tell them."""

from datetime import date, timedelta
from typing import Any
from uuid import UUID

from fondaco.kernel import clock
from fondaco.market.ledger import queries as books
from fondaco.market.ledger.rules import AccountKind, AccountRef
from fondaco.market.payments import reconcile, transfer, transfer_queries
from fondaco.market.payments.transfer_queries import TransferView
from tests.rules.market.payments.statements import entry, statement

SENDER = "DE89370400440532013000"
OTHER = "NL91ABNA0417164300"


def expect(intent_id: UUID, *, days: int = 7) -> TransferView:
    """The buyer chooses to transfer within ``days``."""
    transfer.expect(intent_id=intent_id, until_date=clock.today() + timedelta(days=days))
    found = transfer_queries.transfer_of(intent_id)
    assert found is not None
    return found


def money(minor: int) -> str:
    return f"{minor // 100}.{minor % 100:02}"


def comes(
    minor: int, *, text: str = "", number: str = "", iban: str = SENDER, name: str = "Marta Ruiz",
    creditor: str = "", currency: str = "EUR", day: date | None = None,
) -> str:  # fmt: skip
    """A line of money that came in."""
    return entry(
        money(minor), "CRDT", text=text, servicer=number, iban=iban, name=name, creditor=creditor,
        currency=currency, day=(day or clock.today()).isoformat(),
    )  # fmt: skip


def goes(minor: int, end_to_end_id: str) -> str:
    """A line of money that went out."""
    return entry(money(minor), "DBIT", end_to_end_id=end_to_end_id, name="Marta Ruiz")


def returns(minor: int, end_to_end_id: str) -> str:
    """A line of money that the other bank sent back."""
    return entry(
        money(minor), "CRDT", end_to_end_id=end_to_end_id, name="Marta Ruiz",
        text="Returned: AC04", code=("PMNT", "ICDT", "RRTN"),
    )  # fmt: skip


def read(bank: Any, *lines: str, day: date | None = None) -> None:
    """The bank states these lines for a day, and we read it."""
    day = day or clock.today()
    bank.statements[day.isoformat()] = statement(*lines)
    assert reconcile.run(day)


def balance(kind: AccountKind, owner: object = "", currency: str = "EUR") -> int:
    return books.balance(AccountRef(kind, str(owner), currency))


def total(kind: AccountKind, currency: str = "EUR") -> int:
    return books.total(kind, currency)


def sound() -> bool:
    """The books agree with themselves, and what is held is owed to somebody."""
    held = -total(AccountKind.BANK_CASH) - total(AccountKind.ACQUIRER_RECEIVABLE)
    owed = sum(
        total(kind)
        for kind in (
            AccountKind.ESCROW,
            AccountKind.BUYER_WALLET,
            AccountKind.TRANSFER_HELD,
            AccountKind.REFUND_IN_TRANSIT,
            AccountKind.UNMATCHED,
        )
    )
    return books.audit() == [] and held == owed
