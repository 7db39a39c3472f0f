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


def by_id(row: OutboxMessage) -> Any:
    return row.id


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
def test_null_and_any_of_several_values_find_what_filter_finds() -> None:
    open_one, done, other = message(), message(delivered_at=AT), message()
    rows.add(open_one, done, other)
    waiting = rows.every(
        OutboxMessage, "", id=[open_one.id, done.id, done.id, new_id()], delivered_at=None
    )
    assert [facts(row) for row in waiting] == [facts(open_one)]
    both = rows.every(OutboxMessage, "-id", id=(open_one.id, done.id))
    assert [row.id for row in both] == sorted([open_one.id, done.id], reverse=True)
    assert rows.every(OutboxMessage, "", id=[]) == []
    assert rows.first(OutboxMessage, "-attempts -id") == max((open_one, done, other), key=by_id)


@pytest.mark.django_db
def test_several_sets_of_values_find_the_rows_of_each() -> None:
    first, second, other = message(attempts=1), message(attempts=2), message(attempts=1)
    rows.add(first, second, other)
    wanted = [{"id": row.id, "attempts": row.attempts} for row in (second, first)]
    found = rows.any_of(OutboxMessage, "id", [*wanted, {"id": other.id, "attempts": 7}], lock=True)
    assert [row.id for row in found] == sorted([first.id, second.id])
    assert rows.any_of(OutboxMessage, "", []) == []
    with pytest.raises(ValueError, match="several kinds"):
        rows.any_of(OutboxMessage, "", [{"id": first.id}, {"id": None}])


@pytest.mark.django_db
def test_every_row_with_the_values_is_changed_and_no_other() -> None:
    first, second, other = message(event="a"), message(event="b"), message(event="a")
    done = message(event="a", delivered_at=AT)
    rows.add(first, second, other, done)
    wanted = {"id": [first.id, second.id, done.id], "delivered_at": None}
    assert rows.change_all(OutboxMessage, wanted, attempts=4, last_error="50 %") == 2
    assert rows.change_all(OutboxMessage, {"id": ()}, attempts=5) == 0
    changed = OutboxMessage.objects.filter(attempts=4, last_error="50 %")
    assert {row.id for row in changed} == {first.id, second.id}
    assert rows.change_all(OutboxMessage, {"id": done.id}, delivered_at=None) == 1
    assert OutboxMessage.objects.get(id=done.id).delivered_at is None


@pytest.mark.django_db
def test_all_fields_are_changed_where_none_is_named() -> None:
    row = message()
    rows.add(row)
    row.event, row.attempts, row.data = "other", 7, {"new": [1]}
    rows.change(row)
    assert facts(OutboxMessage.objects.get(id=row.id)) == facts(row)


@pytest.mark.django_db
def test_a_row_is_added_only_where_none_stands() -> None:
    row = message(last_error="first")
    assert rows.add_if_new(row)
    assert not row._state.adding
    again = message(id=row.id, last_error="second")
    assert not rows.add_if_new(again)
    assert again._state.adding
    assert OutboxMessage.objects.get().last_error == "first"
    with pytest.raises(IntegrityError), transaction.atomic():
        rows.add_if_new(message(written_at=None))


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
