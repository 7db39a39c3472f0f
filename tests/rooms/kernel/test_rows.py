"""Rows by kept statements: what the ORM would find, add and change, on either engine."""

from datetime import UTC, datetime
from typing import Any

import pytest
from django.core.exceptions import FieldDoesNotExist, FieldError
from django.db import DatabaseError, IntegrityError, connection, transaction
from django.db.transaction import TransactionManagementError

from fondaco.kernel import rows
from fondaco.kernel.ids import new_id
from fondaco.kernel.models import AuditRow, AuditWaiting, OutboxMessage

AT = datetime(2026, 11, 24, 13, 55, 7, 123456, tzinfo=UTC)


def message(**changes: Any) -> OutboxMessage:
    values: dict[str, Any] = {
        "event": "thing.done",
        "handler": "somewhere.handler",
        "subject_id": new_id(),
        "data": {"list": [1, "ü%s"], "none": None},
        "written_at": AT,
        "next_try_at": AT,
    }
    return OutboxMessage(**(values | changes))


def facts(row: OutboxMessage | None) -> dict[str, Any]:
    assert row is not None
    return {name: value for name, value in vars(row).items() if name != "_state"}


@pytest.mark.django_db
def test_what_is_added_is_found_as_the_orm_finds_it() -> None:
    added, other = message(delivered_at=AT), message(last_error="50 % 'lost'")
    rows.add(added, other)
    for row in (added, other):
        read = OutboxMessage.objects.get(id=row.id)
        found = rows.one(OutboxMessage, subject_id=row.subject_id, event=row.event)
        assert facts(found) == facts(read) == facts(row)
        assert found is not None
        assert (found._state.adding, found._state.db) == (False, read._state.db)
    assert rows.one(OutboxMessage, id=new_id()) is None
    assert rows.one(OutboxMessage, id=added.id, event="other") is None


@pytest.mark.django_db
def test_only_the_fields_named_are_changed() -> None:
    row = message()
    rows.add(row)
    row.attempts, row.data, row.delivered_at, row.last_error = 3, {"new": True}, AT, "not saved"
    rows.change(row, "attempts", "data", "delivered_at")
    read = OutboxMessage.objects.get(id=row.id)
    assert (read.attempts, read.data, read.delivered_at) == (3, {"new": True}, AT)
    assert read.last_error == ""
    row.delivered_at = None
    rows.change(row, "delivered_at")
    assert OutboxMessage.objects.get(id=row.id).delivered_at is None


@pytest.mark.django_db
def test_a_row_that_is_not_there_is_not_changed_in_silence() -> None:
    with pytest.raises(DatabaseError):
        rows.change(message(), "attempts")


@pytest.mark.django_db
def test_the_same_id_is_not_added_twice() -> None:
    row = message()
    rows.add(row)
    with pytest.raises(IntegrityError), transaction.atomic():
        rows.add(row)


@pytest.mark.django_db
def test_a_reference_is_written_and_found_by_its_id() -> None:
    row = AuditRow(at=AT, actor_kind="system", act="thing.done", subject_kind="thing")
    rows.add(row)
    rows.add(AuditWaiting(row=row))
    found = rows.one(AuditWaiting, row=row.id)
    assert found is not None
    assert found.row_id == row.id


@pytest.mark.django_db
def test_a_row_is_removed_by_its_key_and_no_other() -> None:
    row, other = message(), message()
    rows.add(row, other)
    rows.remove(OutboxMessage, row.id)
    rows.remove(OutboxMessage, row.id)
    assert OutboxMessage.objects.get().id == other.id
    with pytest.raises(ValueError, match="refer to AuditRow"):
        rows.remove(AuditRow, row.id)


@pytest.mark.django_db
def test_all_rows_come_in_the_order_asked_for() -> None:
    subject = new_id()
    for attempts in (2, 1, 3):
        rows.add(message(subject_id=subject, attempts=attempts))
    rows.add(message())
    found = rows.every(OutboxMessage, "attempts", subject_id=subject)
    assert [row.attempts for row in found] == [1, 2, 3]


@pytest.mark.django_db
def test_a_statement_is_put_together_once(monkeypatch: pytest.MonkeyPatch) -> None:
    rows.add(message())
    rows.one(OutboxMessage, id=new_id(), event="a")
    for maker in ("_select", "_insert"):
        monkeypatch.delattr(rows, maker)
    other = message()
    rows.add(other)
    assert rows.one(OutboxMessage, event=other.event, id=other.id) is not None


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("values", "error"),
    [
        ({"id": None}, ValueError),
        ({"event__startswith": "thing"}, FieldDoesNotExist),
        ({"nothing": 1}, FieldError),
    ],
)
def test_only_plain_values_find_a_row(values: dict[str, Any], error: type[Exception]) -> None:
    with pytest.raises(error):
        rows.one(OutboxMessage, **values)


@pytest.mark.django_db
def test_a_row_is_locked_inside_a_transaction_only() -> None:
    row = message()
    rows.add(row)
    assert facts(rows.one(OutboxMessage, lock=True, id=row.id)) == facts(row)
    kept = getattr(connection, rows.KEPT)
    (sql, _), *_ = [made for name, made in kept.items() if name[:2] == (OutboxMessage, True)]
    assert sql.endswith("FOR UPDATE") == connection.features.has_select_for_update
    connection.in_atomic_block = False  # as outside of any
    try:
        with pytest.raises(TransactionManagementError):
            rows.one(OutboxMessage, lock=True, id=row.id)
    finally:
        connection.in_atomic_block = True
