"""``python -m bench.books_inside actions SECONDS | deadlines WAITING | orders``: for bench.books.

Runs with the market's settings and prints one line of JSON.
"""

import json
import sys
import time
from collections.abc import Callable
from datetime import timedelta
from typing import Any
from uuid import UUID

import django

CLIENTS = (1, 8)
AT_ONCE = 100
DUE = 1_000
FETCHED = 200
ROUNDS = 200
KIND = "bench"
IN_BULK = 100_000
"""More rows than these are filled in without the table's indexes."""


def main() -> None:
    """Do what is asked and print it."""
    django.setup()
    from bench.orders import orders

    asked: dict[str, Callable[..., dict[str, Any]]] = {
        "actions": actions,
        "deadlines": deadlines,
        "orders": orders,
    }
    print(json.dumps(asked[sys.argv[1]](*map(int, sys.argv[2:]))))


def actions(seconds: int) -> dict[str, Any]:
    """Postings a second through the action: an entry of one transfer, and one of a hundred."""
    from bench.buying import in_threads

    found = {}
    ways: dict[str, tuple[Callable[[int], None], int]] = {
        "the action, one at a time": (_one, 1),
        "the action, 100 in an entry": (_wide, AT_ONCE),
    }
    for name, (run, postings) in ways.items():
        for clients in CLIENTS:
            done = [0] * clients
            until = time.monotonic() + seconds

            def repeat(
                place: int, run: Callable[[int], None] = run, done: list[int] = done,
                until: float = until,
            ) -> None:  # fmt: skip
                from django.db import connection

                while time.monotonic() < until:
                    run(done[place] * 31 + place * 7)
                    done[place] += 1
                connection.close()

            started = time.monotonic()
            in_threads(repeat, clients)
            rate = sum(done) * postings / (time.monotonic() - started)
            label = name if clients == 1 else f"{name}, {clients} at once"
            found[label] = {"clients": clients, "per_second": rate}
    return found


def _draft(number: int) -> Any:
    """From the acquirer to one of a thousand orders' escrow, as a capture posts it."""
    from fondaco.market.ledger.rules import AccountKind, AccountRef, TransferDraft

    receivable = AccountRef(AccountKind.ACQUIRER_RECEIVABLE, "", "EUR")
    return TransferDraft(receivable, AccountRef(AccountKind.ESCROW, f"o{number % 1_000}", "EUR"), 5)


def _post(drafts: list[Any]) -> None:
    from fondaco.kernel.ids import new_id
    from fondaco.market.ledger import actions as ledger

    cause = new_id()
    ledger.post(key=f"bench:{cause}", cause_kind="bench", cause_id=cause, transfers=drafts)


def _one(number: int) -> None:
    _post([_draft(number)])


def _wide(number: int) -> None:
    _post([_draft(number + each) for each in range(AT_ONCE)])


HANDLERS = {KIND: "bench.books_inside.nothing"}


def nothing(*, subject_id: UUID, due_at: object) -> None:
    """What a deadline of the bench does: the worker's own cost is what is measured."""


def deadlines(waiting: int) -> dict[str, Any]:
    """With so many deadlines waiting for later and a thousand due: fetching and firing these."""
    from django.conf import settings
    from django.db import connection

    from fondaco.kernel import clock
    from fondaco.kernel import deadlines as rows
    from fondaco.kernel.models import Deadline

    settings.FONDACO_DEADLINE_HANDLERS = "bench.books_inside.HANDLERS"
    now = clock.now()
    have = Deadline.objects.filter(kind=KIND, closed_at=None, due_at__gt=now).count()
    _insert(max(waiting - have, 0), now + timedelta(days=1), now)
    due = Deadline.objects.filter(kind=KIND, closed_at=None, due_at__lte=now).count()
    _insert(DUE - due, now - timedelta(days=1), now)
    with connection.cursor() as cursor:
        cursor.execute("VACUUM ANALYZE kernel_deadline")
    took = []
    for _round in range(ROUNDS):
        started = time.perf_counter()
        assert len(rows.due(FETCHED)) == FETCHED
        took.append(time.perf_counter() - started)
    started = time.perf_counter()
    fired = rows.fire_due(FETCHED)
    passed = time.perf_counter() - started
    return {
        "fetch_ms": 1_000 * sorted(took)[ROUNDS // 2],
        "fired_per_second": fired / passed,
        "fired": fired,
    }


def _insert(count: int, due_at: Any, now: Any) -> None:
    """So many deadlines, a second apart, by one statement; many of them without the indexes,
    which are made anew afterwards, so that ten million take a minute or two."""
    from django.db import connection

    if count <= 0:
        return
    with connection.cursor() as cursor:
        laid_by = _take_indexes(cursor) if count > IN_BULK else []
        cursor.execute(
            "INSERT INTO kernel_deadline"
            " (id, kind, subject_id, due_at, set_at, closed_at, fired, attempts, retry_at)"
            " SELECT gen_random_uuid(), %s, gen_random_uuid(),"
            " %s + least(n, 80000) * interval '1 second' * sign(%s), %s, NULL, false, 0, NULL"
            " FROM generate_series(1, %s) AS n",
            [KIND, due_at, 1 if due_at > now else -1, now, count],
        )
        for statement in laid_by:
            cursor.execute(statement)


def _take_indexes(cursor: Any) -> list[str]:
    """Remove the deadlines' indexes and return the statements that make the very same again."""
    cursor.execute("SET maintenance_work_mem = '1GB'")
    cursor.execute(
        "SELECT c.conname, pg_get_constraintdef(c.oid) FROM pg_constraint c"
        " WHERE c.conrelid = 'kernel_deadline'::regclass AND c.contype IN ('p', 'u')"
    )
    keys = cursor.fetchall()
    for name, _definition in keys:
        cursor.execute(f'ALTER TABLE kernel_deadline DROP CONSTRAINT "{name}"')
    cursor.execute("SELECT indexname, indexdef FROM pg_indexes WHERE tablename = 'kernel_deadline'")
    others = cursor.fetchall()
    for name, _definition in others:
        cursor.execute(f'DROP INDEX "{name}"')
    return [
        *(f'ALTER TABLE kernel_deadline ADD CONSTRAINT "{name}" {made}' for name, made in keys),
        *(made for _name, made in others),
    ]


if __name__ == "__main__":
    main()
