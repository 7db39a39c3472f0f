"""The reference for the vault: one signed call between two programs that INSERTs one row.

Served with the vault's own settings, middleware, server and database. What the vault does more
than this for a call is what its figures are divided by.
"""

import os

os.environ["DJANGO_SETTINGS_MODULE"] = "fondaco.vault.settings"

from typing import Any

from django.conf import settings
from django.core.wsgi import get_wsgi_application
from django.db import connection
from django.http import HttpRequest
from django.urls import path

from fondaco.kernel.ids import new_id
from fondaco.kernel.transaction import action
from fondaco.kernel.wire import signed_by

TABLE = "bench_row"


@signed_by("market")
def insert(request: HttpRequest, body: dict[str, Any]) -> dict[str, Any]:
    """Store 300 bytes and say under which id."""
    row_id = new_id()
    _store(row_id=row_id)
    return {"id": str(row_id)}


@action
def _store(*, row_id: Any) -> None:
    with connection.cursor() as cursor:
        # The identifier as the engine's own UUID column takes it.
        value = row_id if connection.vendor == "postgresql" else row_id.hex
        cursor.execute(f"INSERT INTO {TABLE} (id, data) VALUES (%s, %s)", [value, os.urandom(300)])  # noqa: S608 a name of its own


application = get_wsgi_application()
settings.ROOT_URLCONF = __name__
urlpatterns = [path("row", insert)]
