"""The audit log: sealed in linked batches, and whatever is done behind it is named."""

import io
import threading
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID, uuid4

import pytest
from django.core.management import CommandError, call_command
from django.db import DatabaseError, IntegrityError, connection, connections, transaction
from django.db.models import F

from fondaco.kernel import audit, audit_checking, audit_sealing, clock, jobs, triggers
from fondaco.kernel.audit_sealing import seal, seal_batch
from fondaco.kernel.models import AuditBatch, AuditRow, AuditSeal, AuditWaiting, Job

pytestmark = pytest.mark.django_db


def write(count: int = 1, **details: Any) -> list[UUID]:
    """Rows, oldest first."""
    before = set(AuditRow.objects.values_list("id", flat=True))
    for number in range(count):
        audit.record(
            actor=audit.SYSTEM, act="thing.done", subject_kind="thing", number=number, **details
        )
    return sorted(set(AuditRow.objects.values_list("id", flat=True)) - before)


@pytest.fixture
def three_batches(monkeypatch: pytest.MonkeyPatch) -> list[UUID]:
    """Seven rows: three, three and one."""
    monkeypatch.setattr(audit_sealing, "BATCH", 3)
    rows = write(7)
    assert seal() == 7
    return rows


def db(value: UUID) -> str:
    """An id as the engine stores it."""
    return value.hex if connection.vendor == "sqlite" else str(value)


def tamper(table: str, statement: str, *values: Any) -> None:
    """What somebody with the database's password does: the guard goes first."""
    with connection.cursor() as cursor:
        for trigger in audit.TRIGGERS:
            if trigger.table == table:
                on = "" if connection.vendor == "sqlite" else f" ON {table}"
                cursor.execute(f"DROP TRIGGER IF EXISTS {trigger.name}{on}")
        cursor.execute(statement, values)


def only_finding() -> str:
    (finding,) = audit_checking.check()
    return finding


def test_batches_link_all_rows_in_order(three_batches: list[UUID]) -> None:
    first, second, third = AuditBatch.objects.order_by("number")
    assert [first.count, second.count, third.count] == [3, 3, 1]
    assert bytes(first.previous) == bytes(32)
    assert bytes(second.previous) == bytes(first.hash)
    assert bytes(third.previous) == bytes(second.hash)
    places = AuditSeal.objects.order_by("batch_id", "position").values_list("row_id", flat=True)
    assert list(places) == three_batches
    assert AuditWaiting.objects.count() == 0
    assert list(audit_checking.check()) == []


def test_nothing_to_seal_makes_no_batch() -> None:
    assert seal_batch() == 0
    assert audit_checking.state().head == ""
    assert list(audit_checking.check()) == []


def test_the_worker_seals_as_a_job(settings: Any) -> None:
    assert settings.FONDACO_JOBS["kernel.seal_audit"][0] == "fondaco.kernel.audit_sealing.seal"
    settings.FONDACO_JOBS = {"kernel.seal_audit": settings.FONDACO_JOBS["kernel.seal_audit"]}
    write(2)
    assert jobs.run_due() == 1
    assert audit_checking.state().sealed == 2


def test_while_another_holds_the_lease_nothing_is_sealed(settings: Any) -> None:
    settings.FONDACO_JOBS = {"kernel.seal_audit": settings.FONDACO_JOBS["kernel.seal_audit"]}
    write()
    soon = clock.real_now() + timedelta(seconds=jobs.LEASE_S)
    Job.objects.create(name="kernel.seal_audit", next_run_at=clock.now(), leased_until=soon)
    jobs.run_due()
    assert audit_checking.state().waiting == 1
    with clock.frozen_real(soon + timedelta(seconds=1)):
        jobs.run_due()
    assert audit_checking.state().waiting == 0


def test_a_run_ends_even_when_there_is_more(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(audit_sealing, "BATCH", 2)
    monkeypatch.setattr(audit_sealing, "MOST_BATCHES", 2)
    write(5)
    assert (seal(), seal(), seal()) == (4, 1, 0)
    assert list(audit_checking.check()) == []


def test_a_row_that_commits_late_is_in_a_later_batch() -> None:
    early = uuid7_at(clock.real_now() - timedelta(seconds=2))
    write(2)
    seal()
    put_in(early)
    AuditWaiting.objects.create(row_id=early)
    assert seal() == 1
    assert AuditBatch.objects.get(number=2).first_row_id == early
    assert early < AuditBatch.objects.get(number=1).last_row_id
    assert list(audit_checking.check()) == []


def uuid7_at(moment: datetime) -> UUID:
    """A UUIDv7 of that moment, with the bits that say so."""
    head = int(moment.timestamp() * 1_000) << 80
    return UUID(int=head | 0x7 << 76 | 0x8 << 60 | uuid4().int & 0xFFFF_FFFF)


def test_an_altered_row_is_named(three_batches: list[UUID]) -> None:
    tamper(
        "kernel_auditrow",
        "UPDATE kernel_auditrow SET act = 'thing.undone' WHERE id = %s",
        db(three_batches[4]),
    )
    finding = only_finding()
    assert f"row {three_batches[4]} of batch 2 was altered: it now says thing.undone" in finding


@pytest.mark.parametrize(
    ("column", "value"),
    [
        ("details", '{"number": 5}'),
        ("actor_kind", "finance"),
        ("subject_kind", "other"),
        ("at", datetime(2026, 1, 1, tzinfo=UTC)),
        ("actor_id", uuid4()),
        ("subject_id", uuid4()),
    ],
)
def test_no_column_can_be_altered(three_batches: list[UUID], column: str, value: object) -> None:
    stored = db(value) if isinstance(value, UUID) else value
    tamper(
        "kernel_auditrow",
        f"UPDATE kernel_auditrow SET {column} = %s WHERE id = %s",  # noqa: S608 - the test's own
        stored,
        db(three_batches[0]),
    )
    assert f"row {three_batches[0]} of batch 1 was altered" in only_finding()


def test_a_removed_row_is_named(three_batches: list[UUID]) -> None:
    tamper("kernel_auditrow", "DELETE FROM kernel_auditrow WHERE id = %s", db(three_batches[3]))
    assert only_finding() == f"row {three_batches[3]} of batch 2 is missing: it was removed"


def test_a_row_removed_with_its_seal_leaves_an_empty_place(three_batches: list[UUID]) -> None:
    tamper("kernel_auditrow", "DELETE FROM kernel_auditrow WHERE id = %s", db(three_batches[3]))
    tamper("kernel_auditseal", "DELETE FROM kernel_auditseal WHERE row_id = %s",
           db(three_batches[3]))  # fmt: skip
    findings = list(audit_checking.check())
    assert "1 of 3 places of batch 2 are empty: torn out" in findings
    assert any("batch 2: the digests of its rows" in finding for finding in findings)


def put_in(row_id: UUID) -> None:
    """A row by raw SQL, which needs no trigger gone."""
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO kernel_auditrow (id, at, actor_kind, act, subject_kind, details)"
            " VALUES (%s, %s, 'admin', 'role.grant', 'member', '{}')",
            [db(row_id), clock.now() - timedelta(days=9)],
        )


def test_a_row_put_in_past_the_log_is_named(three_batches: list[UUID]) -> None:
    added = uuid7_at(clock.real_now())
    put_in(added)
    assert seal() == 0
    finding = only_finding()
    assert f"row {added} (role.grant at" in finding
    assert "was added past the log" in finding


def test_a_row_added_to_the_past_by_the_right_door_is_named(three_batches: list[UUID]) -> None:
    added = uuid7_at(clock.real_now() - timedelta(days=9))
    put_in(added)
    AuditWaiting.objects.create(row_id=added)
    assert seal() == 1
    finding = only_finding()
    assert f"row {added} was added to the past" in finding
    assert "but batch 1, sealed at" in finding


def test_a_row_with_an_id_of_another_make_is_named(three_batches: list[UUID]) -> None:
    added = uuid4()
    put_in(added)
    AuditWaiting.objects.create(row_id=added)
    seal()
    assert only_finding() == f"row {added} of batch 4 was not written by Fondaco: see its id"


def test_a_row_put_into_an_old_batch_is_named(three_batches: list[UUID]) -> None:
    added = uuid7_at(clock.real_now())
    put_in(added)
    AuditSeal.objects.create(row_id=added, batch_id=1, position=3, salt=bytes(32), digest=b"x")
    findings = list(audit_checking.check())
    assert f"row {added} was put into batch 1 after it was sealed" in findings


def test_a_backlog_sealed_late_is_no_finding(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(audit_sealing, "BATCH", 2)
    write(5)
    with clock.frozen_real(clock.real_now() + timedelta(days=3)):
        assert seal() == 5
    assert list(audit_checking.check()) == []


@pytest.mark.parametrize(
    ("column", "value"),
    [
        ("count", 2),
        ("sealed_at", datetime(2026, 1, 1, tzinfo=UTC)),
        ("digest", bytes(32)),
        ("first_row_id", uuid4()),
        ("last_row_id", uuid4()),
    ],
)
def test_an_altered_batch_is_named(three_batches: list[UUID], column: str, value: object) -> None:
    stored = db(value) if isinstance(value, UUID) else value
    statement = f"UPDATE kernel_auditbatch SET {column} = %s WHERE number = 2"  # noqa: S608
    tamper("kernel_auditbatch", statement, stored)
    findings = list(audit_checking.check())
    assert "batch 2 was altered: its hash is not that of what it says" in findings


def test_a_batch_made_anew_does_not_fit_what_follows(three_batches: list[UUID]) -> None:
    batch = AuditBatch.objects.get(number=2)
    batch.sealed_at += timedelta(seconds=1)
    tamper(
        "kernel_auditbatch",
        "UPDATE kernel_auditbatch SET sealed_at = %s, hash = %s WHERE number = 2",
        batch.sealed_at,
        audit_sealing.hash_of(batch),
    )
    assert only_finding() == "batch 3 does not follow batch 2 as that one stands now"


def test_a_removed_batch_is_named(three_batches: list[UUID]) -> None:
    tamper("kernel_auditseal", "DELETE FROM kernel_auditseal WHERE batch_id = 2")
    tamper("kernel_auditbatch", "DELETE FROM kernel_auditbatch WHERE number = 2")
    findings = list(audit_checking.check())
    assert findings[0] == "batch 2 is missing"
    assert sum("was added past the log" in finding for finding in findings) == 3


def test_an_end_cut_off_is_found_by_who_noted_it(three_batches: list[UUID]) -> None:
    noted = audit_checking.state().head
    assert list(audit_checking.check_noted(noted)) == []
    tamper("kernel_auditseal", "DELETE FROM kernel_auditseal WHERE batch_id = 3")
    tamper("kernel_auditbatch", "DELETE FROM kernel_auditbatch WHERE number = 3")
    tamper("kernel_auditrow", "DELETE FROM kernel_auditrow WHERE id = %s", db(three_batches[6]))
    assert list(audit_checking.check()) == []
    assert list(audit_checking.check_noted(noted)) == [
        "batch 3 is missing: it was there when its hash was noted"
    ]
    write(1)
    seal()
    assert list(audit_checking.check_noted(noted)) == [
        "batch 3 is another than when its hash was noted"
    ]


@pytest.mark.parametrize("table", [AuditRow, AuditBatch, AuditSeal])
def test_the_database_refuses_to_rewrite_it(three_batches: list[UUID], table: Any) -> None:
    name = table._meta.pk.name
    for change in (lambda: table.objects.update(**{name: F(name)}),
                   lambda: table.objects.all()._raw_delete("default")):  # fmt: skip
        with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
            change()


def test_its_triggers_are_listed_and_there() -> None:
    listed = {trigger.name for trigger in triggers.declared()}
    for table in ("kernel_auditrow", "kernel_auditbatch", "kernel_auditseal"):
        assert {f"{table}_no_update", f"{table}_no_delete"} <= listed
    assert triggers.missing(connection) == set()


def test_the_command_says_that_all_is_well_and_what_to_note(three_batches: list[UUID]) -> None:
    write(2)
    said = io.StringIO()
    call_command("audit_log", stdout=said)
    assert "7 rows sealed in 3 batches, 2 waiting" in said.getvalue()
    noted = audit_checking.state().head
    assert f"to note elsewhere: {noted}" in said.getvalue()
    call_command("audit_log", noted=[noted], stdout=io.StringIO())


def test_the_command_fails_with_what_is_wrong(three_batches: list[UUID]) -> None:
    tamper("kernel_auditrow", "DELETE FROM kernel_auditrow WHERE id = %s", db(three_batches[3]))
    said = io.StringIO()
    with pytest.raises(CommandError, match="Findings: 1"):
        call_command("audit_log", stdout=said)
    assert f"row {three_batches[3]} of batch 2 is missing" in said.getvalue()


@pytest.mark.parametrize("noted", ["", "seven", "7", "7:xyz", "7:ab", "x:" + "00" * 32])
def test_the_command_refuses_a_note_of_another_shape(noted: str) -> None:
    with pytest.raises(CommandError, match="was not checked"):
        call_command("audit_log", noted=[noted], stdout=io.StringIO())


def at_once(*calls: Callable[[], object]) -> list[object]:
    """Run all at the same moment, each on its own connection; an error is its result."""
    barrier = threading.Barrier(len(calls))
    results: list[object] = [None] * len(calls)

    def run(position: int, call: Callable[[], object]) -> None:
        try:
            barrier.wait(timeout=10)
            results[position] = call()
        except Exception as error:  # the test judges it
            results[position] = error
        finally:
            connections.close_all()

    threads = [threading.Thread(target=run, args=each) for each in enumerate(calls)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=30)
    return results


@pytest.mark.postgresql
@pytest.mark.django_db(transaction=True)
def test_two_sealers_whose_lease_expired_seal_each_row_once() -> None:
    write(40)
    results = at_once(seal_batch, seal_batch, seal_batch, lambda: write(3))
    *sealers, _written = results
    assert all(isinstance(each, int | IntegrityError) for each in sealers)
    assert any(isinstance(each, int) and each >= 40 for each in sealers)
    seal()
    assert AuditWaiting.objects.count() == 0
    assert AuditSeal.objects.count() == AuditRow.objects.count() == 43
    assert list(audit_checking.check()) == []


@pytest.mark.postgresql
@pytest.mark.django_db(transaction=True)
def test_two_workers_at_once_run_the_sealer_once(settings: Any) -> None:
    settings.FONDACO_JOBS = {"kernel.seal_audit": settings.FONDACO_JOBS["kernel.seal_audit"]}
    write(40)
    Job.objects.create(name="kernel.seal_audit", next_run_at=clock.now())
    results = at_once(*[lambda: jobs.run_one("kernel.seal_audit")] * 2)
    assert True in results
    assert all(isinstance(each, bool) for each in results)
    assert audit_checking.state().sealed == 40
    assert list(audit_checking.check()) == []


@pytest.mark.postgresql
@pytest.mark.django_db(transaction=True)
def test_a_row_still_uncommitted_when_its_batch_is_made_is_in_the_next() -> None:
    written, sealed = threading.Event(), threading.Event()

    def slowly() -> None:
        with transaction.atomic():
            write(1)
            written.set()
            assert sealed.wait(timeout=10)

    def meanwhile() -> int:
        assert written.wait(timeout=10)
        write(2)
        count = seal()
        sealed.set()
        return count

    assert at_once(slowly, meanwhile) == [None, 2]
    assert seal() == 1
    first, second = AuditBatch.objects.order_by("number")
    assert second.first_row_id < first.first_row_id
    assert list(audit_checking.check()) == []
