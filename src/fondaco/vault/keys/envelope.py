"""Seal, open and fingerprint under the data keys of a tenant."""

import threading
import time
from collections.abc import Callable, Collection
from dataclasses import dataclass
from datetime import timedelta
from functools import lru_cache
from uuid import UUID

from django.db import IntegrityError, transaction
from django.db.models import QuerySet

from fondaco.kernel import clock
from fondaco.kernel.ids import new_id
from fondaco.kernel.transaction import action
from fondaco.vault.keys import holders, purposes, sealing
from fondaco.vault.keys.models import DataKey
from fondaco.vault.keys.protocol import KeyEncryption, KeyUnavailable, Wrapped
from fondaco.vault.keys.purposes import Purpose

REMOVED_AFTER = timedelta(hours=1)
"""How long a key that was replaced is kept although nothing is sealed or wrapped by it."""

LOOKED_UP_AGAIN_S = 5.0
"""How long a process goes on sealing under the key it looked up last. A key replaced meanwhile by
another process seals a little more in that time, which is sealed anew as all else; it is there
for :data:`REMOVED_AFTER` yet."""


@dataclass(frozen=True, slots=True)
class Sealed:
    """A sealed value as it is stored: the id of its data key, and the bytes."""

    data_key_id: UUID
    blob: bytes


class _Unwrapped:
    """Data keys that this process has unwrapped. Keys with an end are dropped when it comes."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._keys: dict[UUID, tuple[bytes, DataKey]] = {}

    def get(self, row_id: UUID) -> bytes:
        moment = clock.real_now()
        with self._lock:
            held = self._keys.get(row_id)
            if held is not None and (held[1].removed_at is None or held[1].removed_at > moment):
                return held[0]
            self._keys.pop(row_id, None)
        row = DataKey.objects.filter(id=row_id).first()
        if row is None or (row.removed_at is not None and row.removed_at <= moment):
            raise KeyUnavailable("the data key has been destroyed")
        key = unwrap(row)
        with self._lock:
            self._keys[row_id] = (key, row)
        return key

    def forget(self) -> None:
        with self._lock:
            self._keys.clear()


_unwrapped = _Unwrapped()


class _InUse:
    """Which data keys seal now, as this process read it a moment ago. Only what is committed: a
    key whose making is undone must seal nothing."""

    def __init__(self) -> None:
        self._found: dict[tuple[str, Purpose], tuple[DataKey, float]] = {}

    def get(self, tenant: str, purpose: Purpose) -> DataKey | None:
        row, read_at = self._found.get((tenant, purpose), (None, 0.0))
        return row if time.monotonic() - read_at < LOOKED_UP_AGAIN_S else None

    def keep(self, row: DataKey) -> None:
        read_at = time.monotonic()
        place = row.tenant, Purpose(row.purpose)

        def keep() -> None:
            self._found[place] = row, read_at

        transaction.on_commit(keep)

    def forget(self) -> None:
        self._found = {}


_in_use = _InUse()


@lru_cache(maxsize=1)
def key_encryption() -> KeyEncryption:
    """The chosen holder of the key-encryption key."""
    return holders.chosen()


@lru_cache(maxsize=1)
def _holder_before() -> KeyEncryption | None:
    return holders.before()


def unwrap(row: DataKey) -> bytes:
    """The data key of a row, by the holder that has its key; raises :class:`KeyUnavailable`."""
    wrapped = Wrapped(row.key_encryption_key_id, bytes(row.wrapped))
    try:
        return key_encryption().unwrap(wrapped, context=context_of(row))
    except KeyUnavailable:
        earlier = _holder_before()
        if earlier is None:
            raise
        return earlier.unwrap(wrapped, context=context_of(row))


def wrap(row: DataKey, key: bytes) -> None:
    """Put the key, wrapped by the key-encryption key in use, into the row (not saved)."""
    wrapped = key_encryption().wrap(key, context=context_of(row))
    row.key_encryption_key_id, row.wrapped = wrapped.key_encryption_key_id, wrapped.blob
    row.wrapped_at = clock.real_now()


def reset() -> None:
    """Forget every key in memory: after a rotation, and between tests."""
    _unwrapped.forget()
    _in_use.forget()
    key_encryption.cache_clear()
    _holder_before.cache_clear()


def context_of(row: DataKey) -> str:
    """What a wrapped data key is bound to."""
    return f"{row.tenant}/{row.purpose}/{row.id}"


def seal(*, tenant: str, purpose: Purpose, plaintext: bytes, bound_to: str) -> Sealed:
    """Seal under the tenant's key in use, making one if need be; inside or outside an action."""
    row_id = _key_in_use(tenant=tenant, purpose=purpose)
    return Sealed(row_id, sealing.seal(_unwrapped.get(row_id), plaintext, bound_to=bound_to))


def sealer(*, tenant: str, purpose: Purpose) -> Callable[[bytes, str], Sealed]:
    """For many values at once: ``sealer(…)(plaintext, bound_to)`` with the key looked up once."""
    row_id = _key_in_use(tenant=tenant, purpose=purpose)
    key = _unwrapped.get(row_id)
    return lambda plaintext, bound_to: Sealed(
        row_id, sealing.seal(key, plaintext, bound_to=bound_to)
    )


def fingerprinter(*, tenant: str) -> Callable[[bytes], str]:
    """For many values at once: as :func:`fingerprint`, with the key looked up once."""
    key = _unwrapped.get(_key_in_use(tenant=tenant, purpose=Purpose.FINGERPRINTS))
    return lambda value: sealing.keyed_hash(key, value)


def unseal(sealed: Sealed, *, bound_to: str) -> bytes:
    """The plaintext; raises ``SealBroken``, or :class:`KeyUnavailable` once the key is gone."""
    return sealing.unseal(_unwrapped.get(sealed.data_key_id), sealed.blob, bound_to=bound_to)


def fingerprint(*, tenant: str, value: bytes) -> str:
    """HMAC-SHA-256 under a key of its own: the same card, the same 64 hexadecimal digits."""
    row_id = _key_in_use(tenant=tenant, purpose=Purpose.FINGERPRINTS)
    return sealing.keyed_hash(_unwrapped.get(row_id), value)


def _key_in_use(*, tenant: str, purpose: Purpose) -> UUID:
    moment = clock.real_now()
    row = _in_use.get(tenant, purpose)
    if row is not None and purposes.seals(purpose, made_at=row.made_at, now=moment):
        return row.id
    row = DataKey.objects.filter(tenant=tenant, purpose=purpose, retired_at=None).first()
    if row is not None and purposes.seals(purpose, made_at=row.made_at, now=moment):
        _in_use.keep(row)
        return row.id
    return make_key(tenant=tenant, purpose=purpose)


@action
def make_key(*, tenant: str, purpose: Purpose, replace: bool = False) -> UUID:
    """Put a fresh data key into use unless the present one still serves (or ``replace``); returns
    the id in use. What a replaced key sealed stays readable until it is sealed anew."""
    moment = clock.real_now()
    present = (
        DataKey.objects.select_for_update()
        .filter(tenant=tenant, purpose=purpose, retired_at=None)
        .first()
    )
    if present is not None:
        if not replace and purposes.seals(purpose, made_at=present.made_at, now=moment):
            return present.id
        present.retired_at = moment
        present.save(update_fields=["retired_at"])
        transaction.on_commit(_in_use.forget)
    row = DataKey(
        id=new_id(),
        tenant=tenant,
        purpose=purpose,
        made_at=moment,
        removed_at=purposes.removed_at(purpose, made_at=moment),
    )
    wrap(row, sealing.new_key())
    try:
        with transaction.atomic():
            row.save(force_insert=True)
    except IntegrityError:  # another process made one in the same moment
        return DataKey.objects.get(tenant=tenant, purpose=purpose, retired_at=None).id
    return row.id


def retired_ids(purpose: Purpose) -> list[UUID]:
    """Ids of the replaced data keys of this purpose: what they sealed is to be sealed anew."""
    rows = DataKey.objects.filter(purpose=purpose).exclude(retired_at=None)
    return list(rows.values_list("id", flat=True))


def remove_expired_keys() -> int:
    """Destroy the data keys whose end has come; returns how many. Writes nothing when idle."""
    due = DataKey.objects.filter(removed_at__isnull=False, removed_at__lte=clock.real_now())
    return _remove_keys(ids=list(due.values_list("id", flat=True))) if due.exists() else 0


def replaced_keys_are_due() -> bool:
    """Whether any data key was replaced by hand long enough ago to be destroyed."""
    return _replaced().exists()


def remove_retired_keys(*, in_use: Collection[UUID]) -> int:
    """Destroy the data keys that were replaced by hand and seal nothing any more; how many.

    Not within an hour of the replacement: a transaction begun before it may be sealing yet.
    """
    unused = [row_id for row_id in _replaced().values_list("id", flat=True) if row_id not in in_use]
    return _remove_keys(ids=unused) if unused else 0


def _replaced() -> QuerySet[DataKey]:
    return DataKey.objects.filter(removed_at=None, retired_at__lte=clock.real_now() - REMOVED_AFTER)


@action
def _remove_keys(*, ids: list[UUID]) -> int:
    removed, _ = DataKey.objects.filter(id__in=ids).delete()
    return removed
