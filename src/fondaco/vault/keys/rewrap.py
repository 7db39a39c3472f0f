"""A new key-encryption key takes over: data keys are wrapped anew, one row a transaction."""

from uuid import UUID

from fondaco.kernel import audit, clock
from fondaco.kernel.transaction import action
from fondaco.vault.keys import envelope, shares
from fondaco.vault.keys.models import DataKey
from fondaco.vault.keys.protocol import Wrapped

REMOVED_AFTER_S = 3_600


def rewrap_all() -> int:
    """Wrap every data key under the current key-encryption key; returns how many were changed.

    Can be stopped and started again: rows already done are left. What the data keys sealed is
    not touched, so cards stay readable throughout.
    """
    current = envelope.key_encryption().current_id
    waiting = list(
        DataKey.objects.exclude(key_encryption_key_id=current).values_list("id", flat=True)
    )
    for row_id in waiting:
        _rewrap(row_id=row_id)
    return len(waiting)


def remove_unused_shares() -> list[str]:
    """Remove the share files of key-encryption keys that wrap nothing any more; their ids.

    Not within an hour of a replacement: a process may be wrapping by the old key just then.
    """
    if clock.real_now().timestamp() - shares.in_use_since() < REMOVED_AFTER_S:
        return []
    used = set(DataKey.objects.values_list("key_encryption_key_id", flat=True).distinct())
    used.add(envelope.key_encryption().current_id)
    unused = sorted(shares.on_file() - used)
    for key_id in unused:
        shares.remove(key_id)
    return unused


@action
def _rewrap(*, row_id: UUID) -> None:
    holder = envelope.key_encryption()
    row = DataKey.objects.select_for_update().filter(id=row_id).first()
    if row is None or row.key_encryption_key_id == holder.current_id:
        return
    context = envelope.context_of(row)
    key = holder.unwrap(Wrapped(row.key_encryption_key_id, bytes(row.wrapped)), context=context)
    wrapped = holder.wrap(key, context=context)
    row.key_encryption_key_id, row.wrapped = wrapped.key_encryption_key_id, wrapped.blob
    row.save(update_fields=["key_encryption_key_id", "wrapped"])
    audit.record(
        actor=audit.SYSTEM,
        act="vault.data_key_rewrapped",
        subject_kind="data_key",
        subject_id=row.id,
        key_encryption_key_id=wrapped.key_encryption_key_id,
    )
