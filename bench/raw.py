"""The database's own side of a checkout: plain INSERTs of the rows that one checkout writes.

The rows are really written once, by the market; then copies of them go into tables of the same
columns without any key, index or check, by the bare driver, one transaction a checkout.
What a checkout updates (stock, states, times) has no counterpart here, so the raw side has the
easier work.
"""

import time
from collections.abc import Callable, Sequence
from typing import Any

from bench.buying import SECONDS, in_threads, rate

Rows = dict[str, list[Sequence[Any]]]
PREFIX = "bench_raw_"


def rows_of_a_checkout(checkout: Callable[[], object]) -> Rows:
    """Table to the rows that ``checkout`` adds there. It is called twice: tables that grow at
    the first time are compared before and after the second, by their first column, the key.
    """
    before = _counts()
    checkout()
    grown = [table for table, count in _counts().items() if count > before[table]]
    bare = connect()
    known = {table: {row[0] for row in _read(bare, table)} for table in grown}
    checkout()
    found: Rows = {}
    for table in grown:
        added = [row for row in _read(bare, table) if row[0] not in known[table]]
        if added:
            found[table] = added
            # The names are those of our own tables.
            _run(bare, f"CREATE TABLE {PREFIX}{table} AS SELECT * FROM {table} WHERE 1 = 0")  # noqa: S608
    bare.close()
    return found


def measure(rows: Rows, clients: int) -> dict[str, float]:
    """Transactions a second, each inserting all ``rows``, with so many connections at once."""
    took: list[list[float]] = [[] for _ in range(clients)]
    until = time.monotonic() + SECONDS

    def marks(row: Sequence[Any]) -> str:
        return ", ".join(["?" if _is_sqlite() else "%s"] * len(row))

    def run(place: int) -> None:
        bare = connect()
        cursor = bare.cursor()
        inserts = [
            (f"INSERT INTO {PREFIX}{table} VALUES ({marks(lines[0])})", lines)  # noqa: S608 - our own tables
            for table, lines in rows.items()
        ]
        while (started := time.monotonic()) < until:
            cursor.execute("BEGIN IMMEDIATE" if _is_sqlite() else "BEGIN")
            for statement, lines in inserts:
                cursor.executemany(statement, lines)
            cursor.execute("COMMIT")
            took[place].append(time.monotonic() - started)
        bare.close()

    started = time.monotonic()
    in_threads(run, clients)
    passed = time.monotonic() - started
    return rate(passed, [each for own in took for each in own])


def forget(rows: Rows) -> None:
    """Remove the copies' tables."""
    bare = connect()
    for table in rows:
        _run(bare, f"DROP TABLE {PREFIX}{table}")
    bare.close()


def connect() -> Any:
    """A connection of the bare driver in autocommit, with the market's own durability."""
    from django.db import connection

    given = connection.get_connection_params()
    if _is_sqlite():
        import sqlite3

        bare = sqlite3.connect(given["database"], timeout=given["timeout"], isolation_level=None)
        bare.executescript(connection.settings_dict["OPTIONS"]["init_command"])
        return bare
    import psycopg
    from psycopg.types.string import TextLoader

    names = ("host", "port", "dbname", "user", "password")
    chosen = {name: given[name] for name in names if given.get(name)}
    plain = psycopg.connect(**chosen, autocommit=True)
    plain.adapters.register_loader("jsonb", TextLoader)
    return plain


def _is_sqlite() -> bool:
    from django.db import connection

    return connection.vendor == "sqlite"


def _counts() -> dict[str, int]:
    from django.db import connection

    with connection.cursor() as cursor:
        counts = {}
        for table in connection.introspection.table_names(cursor):
            cursor.execute(f'SELECT COUNT(*) FROM "{table}"')  # noqa: S608 - our own tables
            counts[table] = int(cursor.fetchone()[0])
    return counts


def _read(bare: Any, table: str) -> list[Sequence[Any]]:
    found: list[Sequence[Any]] = _run(bare, f"SELECT * FROM {table}").fetchall()  # noqa: S608 - our own tables
    return found


def _run(bare: Any, statement: str) -> Any:
    cursor = bare.cursor()
    cursor.execute(statement)
    return cursor
