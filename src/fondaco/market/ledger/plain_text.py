"""The books as files for other programs: rows of a journal and of a trial balance, and plain text
that beancount reads (https://beancount.github.io, language syntax). Pure.

In bookkeeping's words: what an account gives is a credit, what it receives a debit. An asset or
cost stands on the debit side, what is owed or earned on the credit side; here a balance is
credits less debits, so plain text, where debits are positive, shows it with the other sign.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from fondaco.market.ledger.rules import AccountKind, AccountRef
from fondaco.money.amount import Money

ASSETS, LIABILITIES, INCOME, EXPENSES, EQUITY = (
    "Assets",
    "Liabilities",
    "Income",
    "Expenses",
    "Equity",
)
CLASSES = {
    AccountKind.ACQUIRER_RECEIVABLE: ASSETS,
    AccountKind.BANK_CASH: ASSETS,
    AccountKind.SELLER_DEBT: ASSETS,
    AccountKind.BUYER_DEBT: ASSETS,
    AccountKind.CHARGEBACK: ASSETS,
    AccountKind.ESCROW: LIABILITIES,
    AccountKind.SELLER_BALANCE: LIABILITIES,
    AccountKind.SELLER_RESERVE: LIABILITIES,
    AccountKind.PAYOUT_IN_TRANSIT: LIABILITIES,
    AccountKind.BUYER_WALLET: LIABILITIES,
    AccountKind.TRANSFER_HELD: LIABILITIES,
    AccountKind.REFUND_IN_TRANSIT: LIABILITIES,
    AccountKind.TAX: LIABILITIES,
    AccountKind.UNMATCHED: LIABILITIES,
    AccountKind.PROTECTION_FUND: LIABILITIES,
    AccountKind.PLATFORM_FEE: INCOME,
    AccountKind.PROCESSING_COST: EXPENSES,
    AccountKind.CHARGEBACK_FEE: EXPENSES,
    AccountKind.PLATFORM_LOSS: EXPENSES,
    AccountKind.FX_POSITION: EQUITY,
}
"""Where each kind stands in a balance sheet or an income statement."""

OPENING = f"{EQUITY}:Opening-Balances"
JOURNAL_COLUMNS = (
    *("entry", "posted_at", "key", "cause", "cause_id", "position"),
    *("debit_account", "debit_owner", "credit_account", "credit_owner"),
    *("amount", "amount_minor", "currency"),
)
BALANCE_COLUMNS = ("class", "account", "currency", "debit", "credit", "balance_minor")


@dataclass(frozen=True, slots=True)
class Line:
    """One transfer of an entry: ``amount_minor`` (> 0) from an account to another, UTC."""

    entry_id: UUID
    key: str
    cause_kind: str
    cause_id: UUID
    posted_at: datetime
    position: int
    from_account: AccountRef
    to_account: AccountRef
    amount_minor: int


def journal_row(line: Line) -> tuple[str, ...]:
    """The transfer as a row of :data:`JOURNAL_COLUMNS`."""
    source, target = line.from_account, line.to_account
    return (
        str(line.entry_id),
        line.posted_at.isoformat(),
        line.key,
        line.cause_kind,
        str(line.cause_id),
        str(line.position),
        *(source.kind, source.owner, target.kind, target.owner),
        _amount(line.amount_minor, source.currency),
        str(line.amount_minor),
        source.currency,
    )


def balance_rows(balances: Iterable[tuple[AccountKind, str, int]]) -> Iterator[tuple[str, ...]]:
    """Kind, currency and balance as rows of :data:`BALANCE_COLUMNS`, with the totals of each
    currency, debit and credit alike, at the end."""
    sides: dict[str, list[int]] = {}
    for kind, currency, minor in balances:
        debit, credit = max(-minor, 0), max(minor, 0)
        both = sides.setdefault(currency, [0, 0])
        both[0] += debit
        both[1] += credit
        yield (
            *(CLASSES[kind], kind, currency),
            _amount(debit, currency),
            _amount(credit, currency),
            str(minor),
        )
    for currency, (debit, credit) in sorted(sides.items()):
        yield (
            *("", "total", currency),
            _amount(debit, currency),
            _amount(credit, currency),
            str(credit - debit),
        )


def beancount(
    title: str,
    opening: Mapping[AccountRef, int],
    entries: Iterable[Sequence[Line]],
    *,
    first_day: date,
    day_after: date,
) -> Iterator[str]:
    """The books of ``first_day`` to the day before ``day_after`` in beancount's language, piece
    by piece.

    ``opening`` are balances (credits less debits) before. Each account's closing balance is
    written as an assertion, so that whoever reads the file checks every account.
    """
    yield f'option "title" "{_quoted(title)}"\n'
    balances = {ref: minor for ref, minor in opening.items() if minor}
    if balances:
        yield f'\n{first_day} * "Balances before {first_day}"\n'
        for ref in sorted(balances, key=account_name):
            yield _posting(account_name(ref), -balances[ref], ref.currency)
            yield _posting(OPENING, balances[ref], ref.currency)
    for lines in entries:
        for line in lines:
            source, target, minor = line.from_account, line.to_account, line.amount_minor
            balances[source] = balances.get(source, 0) - minor
            balances[target] = balances.get(target, 0) + minor
        yield _transaction(lines)
    # The order of directives in a file means nothing: what is dated first was opened first.
    yield f"\n{first_day} open {OPENING}\n"
    for name in sorted({account_name(ref) for ref in balances}):
        yield f"{first_day} open {name}\n"
    yield "\n"
    for ref in sorted(balances, key=lambda ref: (account_name(ref), ref.currency)):
        amount = _amount(-balances[ref], ref.currency)
        yield f"{day_after} balance {account_name(ref)}  {amount} {ref.currency}\n"


def _transaction(lines: Sequence[Line]) -> str:
    first = lines[0]
    return "".join(
        [
            f'\n{first.posted_at.date()} * "{_quoted(first.cause_kind.replace("_", " "))}"\n',
            f'  entry: "{first.entry_id}"\n',
            f'  key: "{_quoted(first.key)}"\n',
            f'  cause: "{first.cause_id}"\n',
            f'  posted: "{first.posted_at.isoformat()}"\n',
            *(
                _posting(account_name(ref), signed, ref.currency)
                for line in lines
                for ref, signed in (
                    (line.from_account, line.amount_minor),
                    (line.to_account, -line.amount_minor),
                )
            ),
        ]
    )


def account_name(ref: AccountRef) -> str:
    """Such as ``Liabilities:Escrow:0199…``: class, kind, and the owner's id in capitals."""
    kind = ref.kind.replace("_", "-").title()
    owner = f":{ref.owner.upper()}" if ref.owner else ""
    return f"{CLASSES[ref.kind]}:{kind}{owner}"


def _posting(account: str, minor: int, currency: str) -> str:
    return f"  {account}  {_amount(minor, currency)} {currency}\n"


def _amount(minor: int, currency: str) -> str:
    return str(Money(minor, currency).to_decimal())


def _quoted(text: str) -> str:
    return text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", " ")
