"""The reference for the vault: one signed call between two programs that INSERTs one row.

Served with the vault's own settings, middleware, server and database; its time is what the
vault's figures are divided by. Beside it, the same call with a card's ciphertext, stored by the
vault's own code: what the vault does for a card, alone, by the same way of asking.
"""

import os

os.environ["DJANGO_SETTINGS_MODULE"] = "fondaco.vault.settings"

from typing import Any

from django.conf import settings
from django.core.wsgi import get_wsgi_application
from django.db import connection
from django.http import HttpRequest
from django.urls import path

from fondaco.kernel import clock
from fondaco.kernel.ids import new_id
from fondaco.kernel.transaction import action
from fondaco.kernel.wire import signed_by

TABLE = "bench_row"
SESSION = "bench"


@signed_by("market")
def insert(request: HttpRequest, body: dict[str, Any]) -> dict[str, Any]:
    """Store 300 bytes and say under which id."""
    row_id = new_id()
    _store(row_id=row_id)
    return {"id": str(row_id)}


@signed_by("market")
def store_card(request: HttpRequest, body: dict[str, Any]) -> dict[str, Any]:
    """Open what a browser encrypted, judge it, seal it, store it with its security code."""
    from fondaco.vault.cards import actions as cards
    from fondaco.vault.cards.rules.entry import CardEntry, read_entry
    from fondaco.vault.fields import encryption_keys, jwe

    content = jwe.decrypt(
        body["jwe"], key_of=encryption_keys.private_key, session=SESSION, now=clock.real_now()
    )
    entry = read_entry(content, today=clock.today())
    if not isinstance(entry, CardEntry):
        raise ValueError
    tenant = settings.VAULT_TENANT  # type: ignore[misc]  # the vault's, not the market's settings
    return {"token": cards.store(tenant=tenant, entry=entry).token}


@action
def _store(*, row_id: Any) -> None:
    with connection.cursor() as cursor:
        # The identifier as the engine's own UUID column takes it.
        value = row_id if connection.vendor == "postgresql" else row_id.hex
        cursor.execute(f"INSERT INTO {TABLE} (id, data) VALUES (%s, %s)", [value, os.urandom(300)])  # noqa: S608 a name of its own


application = get_wsgi_application()
settings.ROOT_URLCONF = __name__
urlpatterns = [path("row", insert), path("card", store_card)]
