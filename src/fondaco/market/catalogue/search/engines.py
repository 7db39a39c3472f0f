"""Which engine is in use: the database's own."""

from django.db import connection

from fondaco.market.catalogue.search.postgresql import PostgresqlEngine
from fondaco.market.catalogue.search.protocol import Engine
from fondaco.market.catalogue.search.sqlite import SqliteEngine


def engine() -> Engine:
    """The engine of the default database."""
    return SqliteEngine() if connection.vendor == "sqlite" else PostgresqlEngine()
