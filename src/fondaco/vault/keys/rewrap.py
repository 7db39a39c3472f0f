"""A new key-encryption key takes over: data keys are wrapped anew, one row a transaction."""

from uuid import UUID

from fondaco.kernel import audit, clock
from fondaco.kernel.transaction import action
from fondaco.vault.keys import envelope
from fondaco.vault.keys.models import DataKey


def replace() -> str:
    """Put a new key-encryption key to work; its id. Where keys are made elsewhere, tells the one
    in use. Data keys are wrapped anew by :func:`rewrap_all`."""
    key_id = envelope.key_encryption().make(replace_current=True)
    _note_made(key_id=key_id)
    return key_id


@action
def _note_made(*, key_id: str) -> None:
    audit.record(
        actor=audit.SYSTEM,
        act="vault.key_encryption_key_made",
        subject_kind="key_encryption_key",
        key_encryption_key_id=key_id,
    )


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


def remove_unused() -> list[str]:
    """Remove the key-encryption keys that wrap nothing any more; their ids.

    Not within an hour of a replacement: a process may be wrapping by the old key just then.
    """
    holder = envelope.key_encryption()
    since = holder.in_use_since()
    if since is None or clock.real_now() - since < envelope.REMOVED_AFTER:
        return []
    used = set(DataKey.objects.values_list("key_encryption_key_id", flat=True).distinct())
    unused = sorted(holder.removable() - used - {holder.current_id})
    for key_id in unused:
        holder.remove(key_id)
    return unused


@action
def _rewrap(*, row_id: UUID) -> None:
    row = DataKey.objects.select_for_update().filter(id=row_id).first()
    if row is None or row.key_encryption_key_id == envelope.key_encryption().current_id:
        return
    envelope.wrap(row, envelope.unwrap(row))
    row.save(update_fields=["key_encryption_key_id", "wrapped", "wrapped_at"])
    audit.record(
        actor=audit.SYSTEM,
        act="vault.data_key_rewrapped",
        subject_kind="data_key",
        subject_id=row.id,
        key_encryption_key_id=row.key_encryption_key_id,
    )
