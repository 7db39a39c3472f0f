"""The hashes of the audit log's chain: of a row, of a batch's rows, of a batch. Pure.

All are SHA-256. A row's hash covers ids, codes and times as they stand, and its details only
by a salted digest, so that a published hash lets nobody guess them.
"""

import hashlib
import json
from collections.abc import Iterable
from datetime import UTC, datetime
from typing import Any
from uuid import UUID

from fondaco.kernel.audit import Recorded

HASH_LENGTH = 32
SALT_LENGTH = 32
NOTHING_BEFORE = bytes(HASH_LENGTH)
"""What the first batch follows."""


def row_digest(salt: bytes, row: Recorded) -> bytes:
    """32 bytes that change with anything in the row."""
    details = hashlib.sha256(salt + _canonical(row.details)).hexdigest()
    facts = {
        "id": row.id.hex,
        "at": _moment(row.at),
        "actor_kind": row.actor.kind,
        "actor_id": _hex(row.actor.id),
        "act": row.act,
        "subject_kind": row.subject_kind,
        "subject_id": _hex(row.subject_id),
        "details": details,
    }
    return hashlib.sha256(_canonical(facts)).digest()


def rows_digest(digests: Iterable[bytes]) -> bytes:
    """One digest over those of a batch's rows, in the order of their places."""
    whole = hashlib.sha256()
    for each in digests:
        whole.update(each)
    return whole.digest()


def batch_hash(
    *,
    number: int,
    count: int,
    first_row_id: UUID,
    last_row_id: UUID,
    sealed_at: datetime,
    previous: bytes,
    digest: bytes,
) -> bytes:
    """The link itself: everything about a batch, with the hash of the batch before."""
    facts = {
        "number": number,
        "count": count,
        "first": first_row_id.hex,
        "last": last_row_id.hex,
        "sealed_at": _moment(sealed_at),
    }
    return hashlib.sha256(previous + digest + _canonical(facts)).digest()


def _canonical(body: Any) -> bytes:
    """JSON with sorted names, no blanks and ASCII only: the same bytes everywhere."""
    return json.dumps(body, sort_keys=True, separators=(",", ":"), ensure_ascii=True).encode()


def _moment(at: datetime) -> str:
    return at.astimezone(UTC).isoformat(timespec="microseconds")


def _hex(identifier: UUID | None) -> str | None:
    return identifier.hex if identifier else None
