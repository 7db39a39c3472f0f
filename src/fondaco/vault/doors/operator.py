"""``/v1/keys`` and ``/v1/counters``: what an operator sees of the vault. No key, no card."""

from datetime import datetime, timedelta
from typing import Any

from django.conf import settings

from fondaco.kernel import clock
from fondaco.kernel.errors import Refusal
from fondaco.vault.acquirers import queries as acquirers
from fondaco.vault.cards import queries as cards
from fondaco.vault.doors import bodies, sealed_rows
from fondaco.vault.doors.calls import market_door
from fondaco.vault.fields import encryption_keys
from fondaco.vault.keys import queries
from fondaco.vault.keys.protocol import KeyUnavailable
from fondaco.vault.threeds_server import counters as authentications
from fondaco.vault.wallets import keys as wallet_keys

COUNTED_FOR = timedelta(days=1)


@market_door("GET")
def keys(_body: dict[str, Any]) -> dict[str, Any]:
    """How every key stands: in use since when, to be replaced by when, and what it still seals."""
    try:
        held = queries.key_encryption(lives=settings.VAULT_KEY_ENCRYPTION_LIVES)
    except KeyUnavailable as error:
        raise Refusal(
            "key_encryption_unavailable",
            f"The key-encryption key can't be reached: {error}.",
            next_step="Look after the shares or the token.",
            status=503,
        ) from None
    rows = sealed_rows.by_data_key()
    return {
        "key_encryption": {
            "kind": held.kind,
            "current_id": held.current_id,
            "in_use_since": _text(held.in_use_since),
            "rotate_by": _text(held.rotate_by),
        },
        "data_keys": [
            {
                "id": str(key.id),
                "tenant": key.tenant,
                "purpose": key.purpose,
                "wrapped_by": key.wrapped_by,
                "made_at": _text(key.made_at),
                "retired_at": _text(key.retired_at),
                "removed_at": _text(key.removed_at),
                "rows": rows[key.id],
            }
            for key in queries.data_keys()
        ],
        "rewrap": {"waiting": held.waiting, "done_at": _text(held.done_at)},
        "field_keys": [
            {"kid": key.kid, "made_at": _text(key.made_at), "expires_at": _text(key.expires_at)}
            for key in encryption_keys.listed()
        ],
        "wallets": [
            {
                "kind": key.kind,
                "key_id": key.key_id,
                "made_at": _text(key.made_at),
                "expires_at": _text(key.expires_at),
            }
            for key in wallet_keys.listed()
        ],
    }


@market_door("GET")
def counters(body: dict[str, Any]) -> dict[str, Any]:
    """What happened from ``since`` on (ISO 8601 business time; a day ago when left out)."""
    since = bodies.moment(body, "since") if body.get("since") else clock.now() - COUNTED_FOR
    # Rows are ordered by security time, which a demo's moved clock does not touch.
    counted_from = since - clock.offset()
    if not 0 <= counted_from.timestamp() < 2**43 / 1000:
        raise bodies.faulty("since", "is out of range")
    return {
        "since": since.isoformat(),
        "cards_stored": cards.stored_since(counted_from),
        "authentications": authentications.by_trans_status(counted_from),
        "authorizations": acquirers.by_response_code(counted_from),
    }


def _text(moment: datetime | None) -> str | None:
    return None if moment is None else moment.isoformat()
