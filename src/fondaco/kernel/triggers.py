"""Database triggers, listed as data and installed idempotently after each migrate.

SQLite has no deferred triggers, and Django rebuilds SQLite tables (dropping their triggers)
when it alters them; so triggers are no part of a migration. A test lists what must be there.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.db import connections
from django.db.backends.base.base import BaseDatabaseWrapper
from django.utils.module_loading import import_string


@dataclass(frozen=True, slots=True)
class Trigger:
    """A trigger's name, its table, and the statements that create it on each engine.

    PostgreSQL statements use ``CREATE OR REPLACE``; SQLite's are dropped first.
    """

    name: str
    table: str
    postgresql: tuple[str, ...]
    sqlite: tuple[str, ...]


def append_only(table: str) -> list[Trigger]:
    """Triggers that refuse any change or removal of a row of ``table``."""
    return [
        Trigger(
            name=f"{table}_no_{verb.lower()}",
            table=table,
            postgresql=(
                "CREATE OR REPLACE FUNCTION fondaco_append_only() RETURNS trigger"
                " LANGUAGE plpgsql AS $$ BEGIN"
                " RAISE EXCEPTION '% is append-only', TG_TABLE_NAME USING ERRCODE = '23514';"
                " END $$",
                f"CREATE OR REPLACE TRIGGER {table}_no_{verb.lower()} BEFORE {verb} ON {table}"
                " FOR EACH ROW EXECUTE FUNCTION fondaco_append_only()",
            ),
            sqlite=(
                f"CREATE TRIGGER {table}_no_{verb.lower()} BEFORE {verb} ON {table}"
                f" BEGIN SELECT RAISE(ABORT, '{table} is append-only'); END",
            ),
        )
        for verb in ("UPDATE", "DELETE")
    ]


def declared() -> list[Trigger]:
    """Every trigger of this program, from the lists named in its settings."""
    found: list[Trigger] = []
    for dotted_name in settings.FONDACO_TRIGGERS:
        found.extend(import_string(dotted_name))
    return found


def install(connection: BaseDatabaseWrapper, triggers: Iterable[Trigger] | None = None) -> None:
    """Put every declared trigger in place; triggers of tables not yet made are left out."""
    tables = set(connection.introspection.table_names())
    with connection.cursor() as cursor:
        for trigger in declared() if triggers is None else triggers:
            if trigger.table not in tables:
                continue
            if connection.vendor == "sqlite":
                cursor.execute(f"DROP TRIGGER IF EXISTS {trigger.name}")
                statements = trigger.sqlite
            else:
                statements = trigger.postgresql
            for statement in statements:
                cursor.execute(statement)


def missing(connection: BaseDatabaseWrapper) -> set[str]:
    """Names of declared triggers that the database does not have."""
    query = (
        "SELECT name FROM sqlite_master WHERE type = 'trigger'"
        if connection.vendor == "sqlite"
        else "SELECT tgname FROM pg_trigger WHERE NOT tgisinternal"
    )
    with connection.cursor() as cursor:
        cursor.execute(query)
        present = {row[0] for row in cursor.fetchall()}
    return {trigger.name for trigger in declared()} - present


def install_after_migrate(*, using: str = "default", **_: Any) -> None:
    """Receiver of ``post_migrate``, which Django sends for each app: cheap and idempotent."""
    install(connections[using])
