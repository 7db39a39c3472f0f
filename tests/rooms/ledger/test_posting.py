"""Posting through the action, and the database's own refusals, on the engine of the run."""

import threading
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from uuid import UUID

import pytest
from django.db import DatabaseError, IntegrityError, connection, connections, transaction
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from fondaco.kernel import triggers
from fondaco.kernel.ids import new_id
from fondaco.market.ledger import actions, queries
from fondaco.market.ledger.models import Account, Entry, Transfer
from fondaco.market.ledger.rules import AccountKind, AccountRef, TransferDraft

pytestmark = pytest.mark.django_db

CASH = AccountRef(AccountKind.BANK_CASH, "", "EUR")


def escrow(owner: str = "order-1") -> AccountRef:
    return AccountRef(AccountKind.ESCROW, owner, "EUR")


def post(key: str, *transfers: TransferDraft) -> UUID:
    return actions.post(key=key, cause_kind="test", cause_id=CAUSE, transfers=transfers)


CAUSE = new_id()


def test_a_transfer_moves_both_balances() -> None:
    post("a", TransferDraft(CASH, escrow(), 500))
    assert queries.balance(escrow()) == 500
    assert queries.balance(CASH) == -500


def test_the_same_key_again_changes_nothing() -> None:
    first = post("a", TransferDraft(CASH, escrow(), 500))
    assert post("a", TransferDraft(CASH, escrow(), 500)) == first
    assert queries.balance(escrow()) == 500


def test_the_same_key_for_another_entry_is_refused() -> None:
    post("a", TransferDraft(CASH, escrow(), 500))
    with pytest.raises(actions.KeyReused):
        post("a", TransferDraft(CASH, escrow(), 501))


def test_escrow_cannot_fall_below_zero() -> None:
    post("a", TransferDraft(CASH, escrow(), 500))
    with pytest.raises(IntegrityError), transaction.atomic():
        post("b", TransferDraft(escrow(), CASH, 501))
    assert queries.balance(escrow()) == 500


def test_an_account_that_only_owes_cannot_rise_above_zero() -> None:
    debt = AccountRef(AccountKind.SELLER_DEBT, "seller-1", "EUR")
    with pytest.raises(IntegrityError), transaction.atomic():
        post("a", TransferDraft(CASH, debt, 1))


def test_a_past_balance_can_be_read(at_time: Callable[[datetime], None]) -> None:
    monday = datetime(2026, 11, 23, tzinfo=UTC)
    at_time(monday)
    post("a", TransferDraft(CASH, escrow(), 500))
    at_time(monday + timedelta(days=2))
    post("b", TransferDraft(CASH, escrow(), 200))
    assert queries.balance_at(escrow(), monday + timedelta(days=1)) == 500
    assert queries.balance_at(escrow(), monday + timedelta(days=2)) == 700


def test_a_post_takes_a_fixed_number_of_statements(
    django_assert_num_queries: Callable[[int], object],
) -> None:
    post("a", TransferDraft(CASH, escrow(), 500))
    # Look up the key and the accounts, lock them where an engine locks rows, insert the entry
    # and its transfers; the action's own transaction is a savepoint and its release inside a
    # test. Both keys use one shard.
    statements = 6 + connection.features.has_select_for_update
    with django_assert_num_queries(statements):  # type: ignore[attr-defined]  # a context manager
        post("i", TransferDraft(CASH, escrow(), 1))


RAW_REFUSED = [
    "UPDATE ledger_account SET balance_minor = balance_minor + 1",
    "UPDATE ledger_account SET balance_minor = balance_minor + 1, version = version + 1",
    "UPDATE ledger_account SET kind = 'platform_fee'",
    "DELETE FROM ledger_transfer",
    "UPDATE ledger_transfer SET amount_minor = 1",
    "DELETE FROM ledger_entry",
    "UPDATE ledger_entry SET key = 'other'",
]


@pytest.mark.parametrize("statement", RAW_REFUSED)
def test_the_database_refuses_raw_changes(statement: str) -> None:
    post("a", TransferDraft(CASH, escrow(), 500))
    with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement)


def test_the_database_refuses_an_account_opened_with_money() -> None:
    with pytest.raises(DatabaseError), transaction.atomic():
        Account.objects.create(
            kind=AccountKind.ESCROW,
            owner="x",
            currency="EUR",
            balance_minor=5,
            opened_at=datetime(2026, 1, 1, tzinfo=UTC),
        )


@pytest.mark.parametrize("change", [{"amount_minor": 0}, {"amount_minor": -5}, {"currency": "USD"}])
def test_the_database_refuses_a_wrong_transfer(change: dict[str, object]) -> None:
    post("a", TransferDraft(CASH, escrow(), 500))
    row = Transfer.objects.get()
    values = {
        "entry_id": row.entry_id,
        "position": 9,
        "from_account_id": row.from_account_id,
        "to_account_id": row.to_account_id,
        "amount_minor": 1,
        "currency": "EUR",
    }
    with pytest.raises(DatabaseError), transaction.atomic():
        Transfer.objects.create(**values | change)


def test_every_declared_trigger_is_there() -> None:
    assert triggers.missing(connection) == set()


def test_the_audit_names_an_entry_without_transfers() -> None:
    post("a", TransferDraft(CASH, escrow(), 500))
    assert queries.audit() == []
    Entry.objects.create(
        key="empty",
        fingerprint="",
        cause_kind="test",
        cause_id=CAUSE,
        posted_at=datetime(2026, 1, 1, tzinfo=UTC),
    )
    assert [finding.subject for finding in queries.audit()] == ["empty"]


class AnySequence(TestCase):
    """Whatever is posted, balances equal the sums of transfers and each currency sums to zero."""

    @settings(max_examples=40)
    @given(
        st.lists(st.tuples(st.integers(0, 3), st.integers(0, 3), st.integers(1, 1000)), max_size=12)
    )
    def test_balances_equal_their_sums(self, moves: list[tuple[int, int, int]]) -> None:
        accounts = [CASH, escrow("a"), escrow("b"), AccountRef(AccountKind.PLATFORM_FEE, "", "EUR")]
        expected = dict.fromkeys(accounts, 0)
        for number, (source, target, amount) in enumerate(moves):
            if source == target:
                continue
            draft = TransferDraft(accounts[source], accounts[target], amount)
            try:
                with transaction.atomic():
                    post(f"k{number}", draft)
            except IntegrityError:
                assert expected[accounts[source]] < amount
                continue
            expected[accounts[source]] -= amount
            expected[accounts[target]] += amount
        assert {ref: queries.balance(ref) for ref in accounts} == expected
        assert queries.audit() == []


@pytest.mark.postgresql
@pytest.mark.django_db(transaction=True)
def test_many_writers_on_one_account_lose_no_update() -> None:
    errors: list[BaseException] = []

    def write(name: int) -> None:
        try:
            for number in range(20):
                first, second = (
                    (escrow("a"), escrow("b")) if name % 2 else (escrow("b"), escrow("a"))
                )
                post(
                    f"{name}-{number}",
                    TransferDraft(CASH, first, 2),
                    TransferDraft(first, second, 1),
                )
        except BaseException as error:  # handed to the main thread
            errors.append(error)
        finally:
            connections.close_all()

    threads = [threading.Thread(target=write, args=(name,)) for name in range(16)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert errors == []
    assert queries.balance(escrow("a")) + queries.balance(escrow("b")) == 16 * 20 * 2
    assert queries.audit() == []
