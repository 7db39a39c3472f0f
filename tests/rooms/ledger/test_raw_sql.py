"""What the ledger must never hold, tried with raw SQL: the database refuses it by itself.

An entry cannot be unbalanced, because nothing in the schema can hold one side of a movement: a
transfer's single row names both accounts, one positive amount and one currency, and the
trigger on it moves both balances or neither.
"""

from typing import Any
from uuid import UUID

import pytest
from django.db import DatabaseError, connection, transaction

from fondaco.kernel.ids import new_id
from fondaco.market.ledger import actions, queries
from fondaco.market.ledger.models import Account, Entry, Transfer
from fondaco.market.ledger.rules import (
    NEVER_NEGATIVE,
    NEVER_POSITIVE,
    OWNED,
    AccountKind,
    AccountRef,
    TransferDraft,
)

pytestmark = pytest.mark.django_db

KEPT_UP = sorted(NEVER_NEGATIVE)
KEPT_DOWN = sorted(NEVER_POSITIVE)


def account(kind: AccountKind, currency: str = "EUR") -> AccountRef:
    return AccountRef(kind, "somebody" if kind in OWNED else "", currency)


CASH = account(AccountKind.BANK_CASH)


def posted(key: str, source: AccountRef, target: AccountRef, amount: int = 500) -> UUID:
    draft = TransferDraft(source, target, amount)
    return actions.post(key=key, cause_kind="test", cause_id=new_id(), transfers=[draft])


@pytest.fixture
def books() -> dict[str, Any]:
    """One entry of five euro into an escrow, and the ids of what it is made of."""
    entry_id = posted("a", CASH, account(AccountKind.ESCROW))
    row = Transfer.objects.get()
    return {"entry": entry_id, "row": row.id, "cash": row.from_account_id, "to": row.to_account_id}


def state() -> list[Any]:
    """Every row of the three tables."""
    return [list(model.objects.order_by("id").values()) for model in (Account, Entry, Transfer)]


def refused(statement: str, values: list[Any]) -> None:
    """The database says no, and nothing is otherwise than before."""
    before = state()
    adapted = [_adapted(value) for value in values]
    with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement, adapted)
    assert state() == before
    assert queries.audit() == []


def _adapted(value: Any) -> Any:
    return value.hex if isinstance(value, UUID) and connection.vendor == "sqlite" else value


TRANSFER = (
    "INSERT INTO ledger_transfer"
    " (id, entry_id, position, from_account_id, to_account_id, amount_minor, currency)"
    " VALUES (%s, %s, %s, %s, %s, %s, %s)"
)


def test_one_side_of_a_movement_has_no_place_in_the_schema(books: dict[str, Any]) -> None:
    with connection.cursor() as cursor:
        described = connection.introspection.get_table_description(cursor, "ledger_transfer")
    required = {column.name for column in described if not column.null_ok}
    assert {"from_account_id", "to_account_id", "amount_minor", "currency"} <= required
    assert {column.name for column in described} == {
        "id", "entry_id", "position", "from_account_id", "to_account_id", "amount_minor",
        "currency",
    }  # fmt: skip
    for missing in ("cash", "to"):
        sides = [None if name == missing else books[name] for name in ("cash", "to")]
        refused(TRANSFER, [new_id(), books["entry"], 1, *sides, 5, "EUR"])
    one_side = "INSERT INTO ledger_transfer (id, entry_id, position, to_account_id, amount_minor,"
    refused(one_side + " currency) VALUES (%s, %s, 1, %s, 5, 'EUR')",
            [new_id(), books["entry"], books["to"]])  # fmt: skip


@pytest.mark.parametrize(
    ("name", "value"),
    [("position", 0), ("amount", 0), ("amount", -5), ("amount", None),
     ("currency", "SEK"), ("currency", None), ("to", "cash"), ("to", "foreign")],
)  # fmt: skip
def test_a_wrong_transfer_is_refused(books: dict[str, Any], name: str, value: Any) -> None:
    posted("foreign", account(AccountKind.BANK_CASH, "SEK"), account(AccountKind.ESCROW, "SEK"))
    foreign = Account.objects.get(kind="escrow", currency="SEK").id
    right = {"entry": books["entry"], "position": 1, "cash": books["cash"], "to": books["to"],
             "amount": 5, "currency": "EUR"}  # fmt: skip
    other = {"cash": books["cash"], "foreign": foreign}
    given = right | {name: other.get(value, value)}
    refused(TRANSFER, [new_id(), *given.values()])


def test_a_transfer_of_no_entry_is_refused(books: dict[str, Any]) -> None:
    values = [new_id(), new_id(), 1, books["cash"], books["to"], 5, "EUR"]
    # A foreign key is checked at the end of the transaction, on both engines.
    with pytest.raises(DatabaseError), transaction.atomic():
        write(values)
    assert Transfer.objects.count() == 1


def write(values: list[Any]) -> None:
    with connection.cursor() as cursor:
        cursor.execute(TRANSFER, [_adapted(value) for value in values])
    connection.check_constraints()


def test_the_right_transfer_of_that_shape_is_taken(books: dict[str, Any]) -> None:
    values = [new_id(), books["entry"], 1, books["cash"], books["to"], 5, "EUR"]
    with connection.cursor() as cursor:
        cursor.execute(TRANSFER, [_adapted(value) for value in values])
    assert queries.balance(account(AccountKind.ESCROW)) == 505
    assert queries.audit() == []


CHANGES = (
    "UPDATE ledger_entry SET key = 'b'",
    "UPDATE ledger_entry SET cause_kind = 'other'",
    "UPDATE ledger_entry SET posted_at = '2020-01-01'",
    "UPDATE ledger_transfer SET amount_minor = 499",
    "UPDATE ledger_transfer SET currency = 'SEK'",
    "UPDATE ledger_transfer SET from_account_id = to_account_id, to_account_id = from_account_id",
    "DELETE FROM ledger_transfer",
    "DELETE FROM ledger_entry",
    "DELETE FROM ledger_account",
    "UPDATE ledger_account SET balance_minor = balance_minor + 1",
    "UPDATE ledger_account SET balance_minor = 0",
    "UPDATE ledger_account SET balance_minor = balance_minor + 500, version = version + 1",
    "UPDATE ledger_account SET version = version + 1",
    "UPDATE ledger_account SET currency = 'SEK'",
    "UPDATE ledger_account SET owner = 'another'",
    "UPDATE ledger_account SET kind = 'seller_balance'",
    "UPDATE ledger_account SET last_transfer_id = NULL",
)


@pytest.mark.parametrize("statement", CHANGES)
def test_what_stands_is_never_altered_or_deleted(books: dict[str, Any], statement: str) -> None:
    refused(statement, [])


def test_a_key_is_used_once(books: dict[str, Any]) -> None:
    refused(
        "INSERT INTO ledger_entry (id, key, fingerprint, cause_kind, cause_id, posted_at)"
        " VALUES (%s, 'a', '', 'test', %s, '2026-11-24')",
        [new_id(), new_id()],
    )


OPENED = (
    "INSERT INTO ledger_account"
    " (id, kind, owner, shard, currency, balance_minor, version, opened_at)"
    " VALUES (%s, %s, %s, 0, 'EUR', %s, %s, '2026-11-24')"
)


@pytest.mark.parametrize(
    ("owner", "balance", "version"), [("somebody", 0, 0), ("new", 500, 0), ("new", 0, 7)]
)
def test_an_account_is_opened_once_and_empty(
    books: dict[str, Any], owner: str, balance: int, version: int
) -> None:
    refused(OPENED, [new_id(), "escrow", owner, balance, version])


@pytest.mark.parametrize("kind", [*KEPT_UP, *KEPT_DOWN])
def test_no_raw_transfer_takes_an_account_past_zero(kind: AccountKind) -> None:
    ref = account(AccountKind(kind))
    first, second = (CASH, ref) if kind in NEVER_NEGATIVE else (ref, CASH)
    entry_id = posted("a", first, second)
    row = Transfer.objects.get(entry_id=entry_id)
    back = [new_id(), entry_id, 1, row.to_account_id, row.from_account_id]
    refused(TRANSFER, [*back, 501, "EUR"])
    with connection.cursor() as cursor:
        cursor.execute(TRANSFER, [_adapted(value) for value in [*back, 500, "EUR"]])
    assert queries.balance(ref) == 0
