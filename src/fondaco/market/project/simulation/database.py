"""A database that lives as long as one simulated market, in this process's memory."""

import gc
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from django.conf import settings
from django.core.management import call_command
from django.db import connections
from django.db.backends.sqlite3.base import DatabaseWrapper

from fondaco.market.payments.gateways import chosen
from fondaco.market.project.seeding.history import SCRIPTED
from fondaco.market.project.simulation.counter import simulated_counter

EVENT_HANDLERS = "fondaco.market.project.simulation.wiring.EVENT_HANDLERS"
ALIAS = "default"


@contextmanager
def simulated() -> Iterator[None]:
    """Within the block cards are charged by script and news is told as a simulation does."""
    kept = settings.FONDACO_GATEWAY, settings.FONDACO_EVENT_HANDLERS
    settings.FONDACO_GATEWAY, settings.FONDACO_EVENT_HANDLERS = SCRIPTED, EVENT_HANDLERS
    try:
        yield
    finally:
        settings.FONDACO_GATEWAY, settings.FONDACO_EVENT_HANDLERS = kept


def make_template(path: Path) -> None:
    """Write an empty market, as its migrations make it, to a file."""
    with _in_memory() as database:
        call_command("migrate", verbosity=0)
        with closing(sqlite3.connect(path)) as template:
            database.connection.backup(template)


@contextmanager
def fresh(template: Path) -> Iterator[None]:
    """Within the block this process's database is a copy of the template, in memory."""
    with simulated(), simulated_counter(), _in_memory() as database:
        with closing(sqlite3.connect(template)) as source:
            source.backup(database.connection)
        # What the scripted gateway keeps belongs to one market.
        chosen.made_anew()
        with _seldom_collected():
            yield
        chosen.made_anew()


@contextmanager
def _seldom_collected() -> Iterator[None]:
    """Look for garbage seldom: what was there before stays, and little of the rest has cycles."""
    thresholds = gc.get_threshold()
    gc.collect()
    gc.freeze()
    gc.set_threshold(100_000, 20, 20)
    try:
        yield
    finally:
        gc.set_threshold(*thresholds)
        gc.unfreeze()


@contextmanager
def _in_memory() -> Iterator[DatabaseWrapper]:
    """A connection of its own stands in for the operator's, which is not touched."""
    kept = connections[ALIAS]
    about = kept.settings_dict | {
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": ":memory:",
        "OPTIONS": {},
    }
    made = DatabaseWrapper(about, ALIAS)
    connections[ALIAS] = made
    try:
        made.ensure_connection()
        yield made
    finally:
        connections[ALIAS] = kept
        # Django's own close() keeps an in-memory database alive, as its tests need it.
        if made.connection is not None:
            made.connection.close()
