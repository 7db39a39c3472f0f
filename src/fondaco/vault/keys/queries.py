"""Reading how keys stand. Never their bytes."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from django.db.models import Max, Min

from fondaco.vault.keys import envelope
from fondaco.vault.keys.models import DataKey


@dataclass(frozen=True, slots=True)
class DataKeyView:
    """A data key. ``retired_at``: since when it seals nothing new; ``removed_at``: when it is
    destroyed by itself."""

    id: UUID
    tenant: str
    purpose: str
    wrapped_by: str
    made_at: datetime
    retired_at: datetime | None
    removed_at: datetime | None


@dataclass(frozen=True, slots=True)
class KeyEncryptionView:
    """The key-encryption key in use. ``waiting`` data keys are wrapped by an older one; where none
    are, ``done_at`` is when the last was wrapped."""

    kind: str
    current_id: str
    in_use_since: datetime | None
    rotate_by: datetime | None
    waiting: int
    done_at: datetime | None


def data_keys() -> list[DataKeyView]:
    """Every data key, the oldest first."""
    return [
        DataKeyView(
            id=row.id,
            tenant=row.tenant,
            purpose=row.purpose,
            wrapped_by=row.key_encryption_key_id,
            made_at=row.made_at,
            retired_at=row.retired_at,
            removed_at=row.removed_at,
        )
        for row in DataKey.objects.order_by("made_at", "id")
    ]


def key_encryption(*, lives: timedelta) -> KeyEncryptionView:
    """How the key-encryption key stands; raises ``KeyUnavailable``."""
    holder = envelope.key_encryption()
    current = holder.current_id
    mine = DataKey.objects.filter(key_encryption_key_id=current).aggregate(
        first=Min("wrapped_at"), last=Max("wrapped_at")
    )
    waiting = DataKey.objects.exclude(key_encryption_key_id=current).count()
    since = holder.in_use_since() or mine["first"]
    return KeyEncryptionView(
        kind=holder.kind,
        current_id=current,
        in_use_since=since,
        rotate_by=since + lives if since is not None else None,
        waiting=waiting,
        done_at=mine["last"] if waiting == 0 else None,
    )
