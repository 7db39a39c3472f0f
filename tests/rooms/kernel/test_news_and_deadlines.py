"""Outbox, deadlines, jobs and transactions: in effect once, whatever fails in between."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.db import OperationalError, connection

from fondaco.kernel import audit, clock, deadlines, idempotency, jobs, outbox, transaction, worker
from fondaco.kernel.errors import Refusal
from fondaco.kernel.ids import new_id
from fondaco.kernel.models import AuditRow, OutboxMessage
from fondaco.kernel.transaction import action
from tests.rooms.kernel import handlers

pytestmark = pytest.mark.django_db
SUBJECT = new_id()
MONDAY = datetime(2026, 11, 23, 9, tzinfo=UTC)


@pytest.fixture(autouse=True)
def wired(settings: Any) -> None:
    settings.FONDACO_EVENT_HANDLERS = "tests.rooms.kernel.handlers.EVENT_HANDLERS"
    settings.FONDACO_DEADLINE_HANDLERS = "tests.rooms.kernel.handlers.DEADLINE_HANDLERS"
    settings.FONDACO_JOBS = {"daily": ("tests.rooms.kernel.handlers.job", timedelta(days=1))}
    settings.FONDACO_WORK = []
    for memory in (handlers.heard, handlers.fired, handlers.ran, handlers.failing):
        memory.clear()
    return


@action
def do_it(name: str = "thing.done", *, then: Callable[[], None] = lambda: None) -> None:
    outbox.emit(name, SUBJECT, amount_minor=5)
    then()


def acts() -> list[str]:
    return list(AuditRow.objects.values_list("act", flat=True))


def test_news_reaches_its_handler_after_the_commit() -> None:
    do_it(then=lambda: handlers.heard.append(("before", SUBJECT, {})))
    assert [name for name, _, _ in handlers.heard] == ["before", "thing.done"]
    assert handlers.heard[1] == ("thing.done", SUBJECT, {"amount_minor": 5})


def test_no_news_of_what_was_refused() -> None:
    def refuse() -> None:
        raise Refusal("no", "No.")

    with pytest.raises(Refusal):
        do_it(then=refuse)
    assert handlers.heard == []
    assert not OutboxMessage.objects.exists()


def test_a_name_that_nobody_wired_is_an_error() -> None:
    with pytest.raises(KeyError):
        do_it("thing.unheard_of")


def test_news_outside_an_action_is_an_error() -> None:
    with pytest.raises(RuntimeError):
        outbox.emit("thing.done", SUBJECT)


@pytest.mark.parametrize(("name", "part"), [("thing.done", "write"), ("thing.sent", "outside")])
def test_a_failed_delivery_is_made_good_by_the_sweep(name: str, part: str) -> None:
    handlers.failing.add(part)
    do_it(name)
    assert handlers.heard == []
    assert acts() == [], "what a failing handler wrote is undone"
    message = OutboxMessage.objects.get()
    assert (message.attempts, message.last_error) == (1, "RuntimeError")
    handlers.failing.clear()
    assert outbox.sweep() == 0, "it waits a while first"
    with clock.frozen_real(clock.real_now() + timedelta(minutes=5)):
        assert outbox.sweep() == 1
        assert outbox.sweep() == 0
    assert [heard[0] for heard in handlers.heard] == [name]


def test_delivering_twice_has_effect_once() -> None:
    do_it()
    message = OutboxMessage.objects.get()
    outbox.deliver_one(message.id)
    assert len(handlers.heard) == 1
    assert acts() == ["heard"]


def test_a_deadline_fires_when_due_and_once(at_time: Callable[[datetime], None]) -> None:
    at_time(MONDAY)
    deadlines.set_deadline(
        kind="thing.late", subject_id=SUBJECT, due_at=MONDAY + timedelta(hours=1)
    )
    assert deadlines.fire_due() == 0
    at_time(MONDAY + timedelta(hours=1))
    assert deadlines.fire_due() == 1
    assert deadlines.fire_due() == 0
    assert handlers.fired == [(SUBJECT, MONDAY + timedelta(hours=1))]


def test_a_late_worker_catches_up_in_order(at_time: Callable[[datetime], None]) -> None:
    at_time(MONDAY)
    due = {new_id(): MONDAY + timedelta(hours=hours) for hours in (5, 1, 3)}
    for subject, moment in due.items():
        deadlines.set_deadline(kind="thing.late", subject_id=subject, due_at=moment)
    at_time(MONDAY + timedelta(days=30))
    assert deadlines.fire_due() == 3
    assert [moment for _, moment in handlers.fired] == sorted(due.values())


def test_setting_again_moves_and_cancelling_ends(at_time: Callable[[datetime], None]) -> None:
    at_time(MONDAY)
    for hours in (1, 2):
        deadlines.set_deadline(
            kind="thing.late", subject_id=SUBJECT, due_at=MONDAY + timedelta(hours=hours)
        )
    assert deadlines.open_deadlines(SUBJECT) == {"thing.late": MONDAY + timedelta(hours=2)}
    deadlines.cancel_deadline(kind="thing.late", subject_id=SUBJECT)
    at_time(MONDAY + timedelta(days=1))
    assert deadlines.fire_due() == 0
    assert handlers.fired == []


def test_a_broken_deadline_stops_no_other(at_time: Callable[[datetime], None]) -> None:
    at_time(MONDAY)
    deadlines.set_deadline(kind="thing.late", subject_id=SUBJECT, due_at=MONDAY)
    other = new_id()
    deadlines.set_deadline(kind="thing.late", subject_id=other, due_at=MONDAY + timedelta(hours=1))
    handlers.failing.add("fire")
    assert deadlines.fire_due() == 0
    assert acts() == []
    handlers.failing.clear()
    at_time(MONDAY + timedelta(hours=1))
    assert deadlines.fire_due() == 1
    assert [subject for subject, _ in handlers.fired] == [other]


def test_a_failed_deadline_waits_ever_longer_and_is_listed(
    at_time: Callable[[datetime], None],
) -> None:
    at_time(MONDAY)
    deadlines.set_deadline(kind="thing.late", subject_id=SUBJECT, due_at=MONDAY)
    handlers.failing.add("fire")
    moment = clock.real_now()
    for attempts, wait_s in ((1, 2), (2, 4), (3, 8)):
        with clock.frozen_real(moment):
            assert deadlines.fire_due() == 0
            assert deadlines.fire_due() == 0
        assert deadlines.failing() == [deadlines.Failing("thing.late", SUBJECT, MONDAY, attempts)]
        moment += timedelta(seconds=wait_s)
    handlers.failing.clear()
    with clock.frozen_real(moment):
        assert deadlines.fire_due() == 1
    assert deadlines.failing() == []


def test_a_job_runs_once_a_period_of_business_time(at_time: Callable[[datetime], None]) -> None:
    at_time(MONDAY)
    assert jobs.run_due() == 1
    assert jobs.run_due() == 0
    at_time(MONDAY + timedelta(days=1))
    assert jobs.run_due() == 1


def test_time_that_is_moved_while_a_job_runs_makes_it_due_again(
    at_time: Callable[[datetime], None],
) -> None:
    at_time(MONDAY)
    handlers.meanwhile.append(lambda: at_time(MONDAY + timedelta(days=1)))
    assert (jobs.run_due(), jobs.run_due(), jobs.run_due()) == (1, 1, 0)


def test_a_failed_job_waits_and_is_tried_again(at_time: Callable[[datetime], None]) -> None:
    at_time(MONDAY)
    handlers.failing.add("job")
    assert jobs.run_due() == 0
    handlers.failing.clear()
    assert jobs.run_due() == 0
    with clock.frozen_real(clock.real_now() + timedelta(minutes=5)):
        assert jobs.run_due() == 1


def test_an_idle_worker_writes_nothing(django_assert_num_queries: Any) -> None:
    worker.run_until_idle()
    with django_assert_num_queries(4) as captured:
        assert worker.step() == 0
    assert all(query["sql"].startswith("SELECT") for query in captured.captured_queries)


def test_a_busy_database_is_tried_again() -> None:
    tries: list[int] = []

    @action
    def busy_at_first() -> str:
        tries.append(1)
        if len(tries) < 3:
            raise OperationalError("database is locked")
        return "done"

    assert busy_at_first() == "done"
    assert len(tries) == 3


def test_another_database_error_is_not_tried_again() -> None:
    tries: list[int] = []

    @action
    def broken() -> None:
        tries.append(1)
        raise OperationalError("no such table")

    with pytest.raises(OperationalError):
        broken()
    assert len(tries) == 1


def test_each_commit_can_be_watched() -> None:
    seen: list[tuple[str, str]] = []

    def hook(name: str, phase: str) -> None:
        seen.append((name.rpartition(".")[2], phase))

    transaction.add_commit_hook(hook)
    try:
        do_it()
    finally:
        transaction.remove_commit_hook(hook)
    assert seen[:2] == [("do_it", "before"), ("do_it", "after")]


def test_a_stored_answer_is_replayed_and_a_changed_request_refused() -> None:
    answer = idempotency.Answer(201, {"id": "x"})
    idempotency.store(scope="api", key="k", fingerprint="f", answer=answer)
    idempotency.store(
        scope="api", key="k", fingerprint="f", answer=idempotency.Answer(500, {"later": True})
    )
    assert idempotency.look_up(scope="api", key="k", fingerprint="f") == answer
    assert idempotency.look_up(scope="other", key="k", fingerprint="f") is None
    with pytest.raises(Refusal) as refusal:
        idempotency.look_up(scope="api", key="k", fingerprint="g")
    assert refusal.value.code == "idempotency_key_reused"
    with clock.frozen_real(clock.real_now() + timedelta(hours=25)):
        assert idempotency.look_up(scope="api", key="k", fingerprint="f") is None


@pytest.mark.parametrize("key", ["", "x" * 256])
def test_an_impossible_key_is_refused(key: str) -> None:
    with pytest.raises(Refusal):
        idempotency.look_up(scope="api", key=key, fingerprint="f")


@pytest.mark.parametrize(
    "verb", ["UPDATE kernel_auditrow SET act = 'x'", "DELETE FROM kernel_auditrow"]
)
def test_the_audit_log_cannot_be_changed(verb: str) -> None:
    from django.db import DatabaseError
    from django.db import transaction as database

    audit.record(actor=audit.SYSTEM, act="a", subject_kind="thing")
    with pytest.raises(DatabaseError), database.atomic(), connection.cursor() as cursor:
        cursor.execute(verb)
