"""Seal, open and fingerprint under the data keys of a tenant."""

import threading
from dataclasses import dataclass
from functools import lru_cache
from uuid import UUID

from django.conf import settings
from django.db import IntegrityError, transaction
from django.utils.module_loading import import_string

from fondaco.kernel import clock
from fondaco.kernel.ids import new_id
from fondaco.kernel.transaction import action
from fondaco.vault.keys import purposes, sealing
from fondaco.vault.keys.models import DataKey
from fondaco.vault.keys.protocol import KeyEncryption, KeyUnavailable, Wrapped
from fondaco.vault.keys.purposes import Purpose


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
        key = key_encryption().unwrap(
            Wrapped(row.key_encryption_key_id, bytes(row.wrapped)), context=context_of(row)
        )
        with self._lock:
            self._keys[row_id] = (key, row)
        return key

    def forget(self) -> None:
        with self._lock:
            self._keys.clear()


_unwrapped = _Unwrapped()


@lru_cache(maxsize=1)
def key_encryption() -> KeyEncryption:
    """The configured holder of the key-encryption key."""
    holder: KeyEncryption = import_string(settings.VAULT_KEY_ENCRYPTION)()
    return holder


def reset() -> None:
    """Forget every key in memory: after a rotation, and between tests."""
    _unwrapped.forget()
    key_encryption.cache_clear()


def context_of(row: DataKey) -> str:
    """What a wrapped data key is bound to."""
    return f"{row.tenant}/{row.purpose}/{row.id}"


def seal(*, tenant: str, purpose: Purpose, plaintext: bytes, bound_to: str) -> Sealed:
    """Seal under the tenant's key in use, making one if need be; inside or outside an action."""
    row_id = _key_in_use(tenant=tenant, purpose=purpose)
    return Sealed(row_id, sealing.seal(_unwrapped.get(row_id), plaintext, bound_to=bound_to))


def unseal(sealed: Sealed, *, bound_to: str) -> bytes:
    """The plaintext; raises ``SealBroken``, or :class:`KeyUnavailable` once the key is gone."""
    return sealing.unseal(_unwrapped.get(sealed.data_key_id), sealed.blob, bound_to=bound_to)


def fingerprint(*, tenant: str, value: bytes) -> str:
    """HMAC-SHA-256 under a key of its own: the same card, the same 64 hexadecimal digits."""
    row_id = _key_in_use(tenant=tenant, purpose=Purpose.FINGERPRINTS)
    return sealing.keyed_hash(_unwrapped.get(row_id), value)


def _key_in_use(*, tenant: str, purpose: Purpose) -> UUID:
    row = DataKey.objects.filter(tenant=tenant, purpose=purpose, retired_at=None).first()
    if row is not None and purposes.seals(purpose, made_at=row.made_at, now=clock.real_now()):
        return row.id
    return make_key(tenant=tenant, purpose=purpose)


@action
def make_key(*, tenant: str, purpose: Purpose) -> UUID:
    """Put a fresh data key into use unless the present one still serves; returns the id in use."""
    moment = clock.real_now()
    present = (
        DataKey.objects.select_for_update()
        .filter(tenant=tenant, purpose=purpose, retired_at=None)
        .first()
    )
    if present is not None:
        if purposes.seals(purpose, made_at=present.made_at, now=moment):
            return present.id
        present.retired_at = moment
        present.save(update_fields=["retired_at"])
    row = DataKey(
        id=new_id(),
        tenant=tenant,
        purpose=purpose,
        made_at=moment,
        removed_at=purposes.removed_at(purpose, made_at=moment),
    )
    wrapped = key_encryption().wrap(sealing.new_key(), context=context_of(row))
    row.key_encryption_key_id, row.wrapped = wrapped.key_encryption_key_id, wrapped.blob
    try:
        with transaction.atomic():
            row.save(force_insert=True)
    except IntegrityError:  # another process made one in the same moment
        return DataKey.objects.get(tenant=tenant, purpose=purpose, retired_at=None).id
    return row.id


def remove_expired_keys() -> int:
    """Destroy the data keys whose end has come; returns how many. Writes nothing when idle."""
    due = DataKey.objects.filter(removed_at__isnull=False, removed_at__lte=clock.real_now())
    return _remove_keys(ids=list(due.values_list("id", flat=True))) if due.exists() else 0


@action
def _remove_keys(*, ids: list[UUID]) -> int:
    removed, _ = DataKey.objects.filter(id__in=ids).delete()
    return removed
