"""The vault's published encryption key: made, replaced, listed, and opened to decrypt."""

import json
import re
import time
from collections import Counter
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from django.conf import settings
from django.db import transaction
from joserfc.jwk import ECKey

from fondaco.kernel import clock
from fondaco.kernel.transaction import action
from fondaco.vault.fields.models import EncryptionKey
from fondaco.vault.keys import envelope
from fondaco.vault.keys.envelope import Sealed
from fondaco.vault.keys.purposes import Purpose

TAKEN_AFTER_REPLACEMENT = timedelta(hours=2)
"""Longer than a field session lives: a page that is open goes on with the key it was given."""

KID = re.compile(r"[A-Za-z0-9_-]{1,64}")
KEPT_OPEN_S = 5.0
_open: dict[str, tuple[ECKey, datetime | None, float]] = {}


@dataclass(frozen=True, slots=True)
class FieldKeyView:
    """A key that browsers encrypt to; ``expires_at`` is None for the one published now."""

    kid: str
    made_at: datetime
    expires_at: datetime | None


@action
def make_key(*, replace: bool = False) -> str:
    """Publish a new key unless there is one already (or ``replace``); the ``kid`` in use."""
    present = _published()
    if present is not None and not replace:
        return present.kid
    key = ECKey.generate_key("P-256", {"use": "enc"}, private=True, auto_kid=True)
    kid = str(key.kid)
    sealed = envelope.seal(
        tenant=settings.VAULT_TENANT,
        purpose=Purpose.FIELDS,
        plaintext=json.dumps(key.as_dict(private=True)).encode(),
        bound_to=f"encryption key {kid}",
    )
    moment = clock.real_now()
    EncryptionKey.objects.filter(taken_until=None).update(
        taken_until=moment + TAKEN_AFTER_REPLACEMENT
    )
    EncryptionKey.objects.create(
        kid=kid,
        public_jwk=key.as_dict(private=False) | {"alg": "ECDH-ES"},
        data_key_id=sealed.data_key_id,
        sealed_private=sealed.blob,
        made_at=moment,
    )
    return kid


def published() -> dict[str, object]:
    """The JWK set to publish: the key in use alone, so that no page starts with an old one."""
    present = _published()
    return {"keys": [] if present is None else [present.public_jwk]}


def private_key(kid: str) -> ECKey | None:
    """The private key of this ``kid``; None if it is not taken, or not any more.

    A process keeps a key that it has opened for :data:`KEPT_OPEN_S`; one that it does not know is
    looked up each time, so that a new key serves everywhere at once.
    """
    if not KID.fullmatch(kid):
        return None
    key, taken_until, read_at = _open.get(kid, (None, None, 0.0))
    taken = taken_until is None or taken_until > clock.real_now()
    if key is not None and taken and time.monotonic() - read_at < KEPT_OPEN_S:
        return key
    read_at = time.monotonic()
    row = EncryptionKey.objects.filter(kid=kid).exclude(taken_until__lte=clock.real_now()).first()
    if row is None:
        return None
    key, taken_until = _opened(row), row.taken_until
    transaction.on_commit(lambda: _open.update({kid: (key, taken_until, read_at)}))
    return key


def _opened(row: EncryptionKey) -> ECKey:
    sealed = Sealed(row.data_key_id, bytes(row.sealed_private))
    return ECKey.import_key(
        json.loads(envelope.unseal(sealed, bound_to=f"encryption key {row.kid}"))
    )


def _published() -> EncryptionKey | None:
    return EncryptionKey.objects.filter(taken_until=None).order_by("-made_at").first()


def reseal() -> int:
    """Seal the private keys anew whose data key was replaced; returns how many. Writes nothing
    when there is none."""
    retired = envelope.retired_ids(Purpose.FIELDS)
    due = EncryptionKey.objects.filter(data_key_id__in=retired)
    return _reseal(retired=retired) if retired and due.exists() else 0


@action
def _reseal(*, retired: list[UUID]) -> int:
    rows = list(EncryptionKey.objects.select_for_update().filter(data_key_id__in=retired))
    seal = envelope.sealer(tenant=settings.VAULT_TENANT, purpose=Purpose.FIELDS)
    for row in rows:
        place = f"encryption key {row.kid}"
        held = Sealed(row.data_key_id, bytes(row.sealed_private))
        sealed = seal(envelope.unseal(held, bound_to=place), place)
        row.data_key_id, row.sealed_private = sealed.data_key_id, sealed.blob
    EncryptionKey.objects.bulk_update(rows, ["data_key_id", "sealed_private"])
    return len(rows)


def rows_by_data_key() -> dict[UUID, int]:
    """How many private keys each data key seals."""
    return dict(Counter(EncryptionKey.objects.values_list("data_key_id", flat=True)))


def listed() -> list[FieldKeyView]:
    """The keys that are taken, the oldest first."""
    return [
        FieldKeyView(row.kid, row.made_at, row.taken_until)
        for row in EncryptionKey.objects.order_by("made_at")
    ]


def remove_old_keys() -> int:
    """Delete the keys that are no longer taken; returns how many. Writes nothing when idle."""
    due = EncryptionKey.objects.filter(taken_until__lte=clock.real_now())
    return _remove(kids=list(due.values_list("kid", flat=True))) if due.exists() else 0


@action
def _remove(*, kids: list[str]) -> int:
    removed, _ = EncryptionKey.objects.filter(kid__in=kids).delete()
    return removed
