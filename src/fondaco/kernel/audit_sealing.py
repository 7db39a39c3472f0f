"""The sealer of the audit log: links what waits into numbered, hash-chained batches.

A recurring job, so its lease keeps sealers apart. Where two still meet (a lease expired in
mid-work), the batch's number and each row's seal are unique: the later one's batch fails as a
whole and is tried again.
"""

import secrets

from fondaco.kernel import clock
from fondaco.kernel.audit import recorded
from fondaco.kernel.audit_chain import (
    NOTHING_BEFORE,
    SALT_LENGTH,
    batch_hash,
    row_digest,
    rows_digest,
)
from fondaco.kernel.models import AuditBatch, AuditSeal, AuditWaiting
from fondaco.kernel.transaction import action

BATCH = 500
MOST_BATCHES = 200
"""How many batches one run makes at most, to end well within its lease."""


def seal() -> int:
    """Seal what waits, batch by batch; returns how many rows. The worker's job."""
    sealed = 0
    for _batch in range(MOST_BATCHES):
        count = seal_batch()
        sealed += count
        if count < BATCH:
            break
    return sealed


@action
def seal_batch() -> int:
    """Link up to :data:`BATCH` waiting rows to the chain, in the order of their ids."""
    waiting = list(AuditWaiting.objects.select_related("row").order_by("row_id")[:BATCH])
    if not waiting:
        return 0
    last = AuditBatch.objects.order_by("-number").first()
    salts = [secrets.token_bytes(SALT_LENGTH) for _row in waiting]
    digests = [
        row_digest(salt, recorded(each.row)) for salt, each in zip(salts, waiting, strict=True)
    ]
    batch = AuditBatch(
        number=last.number + 1 if last else 1,
        count=len(waiting),
        first_row_id=waiting[0].row_id,
        last_row_id=waiting[-1].row_id,
        previous=bytes(last.hash) if last else NOTHING_BEFORE,
        digest=rows_digest(digests),
        sealed_at=clock.real_now(),
    )
    batch.hash = hash_of(batch)
    batch.save(force_insert=True)
    AuditSeal.objects.bulk_create(
        AuditSeal(row_id=each.row_id, batch=batch, position=position, salt=salt, digest=digest)
        for position, (each, salt, digest) in enumerate(zip(waiting, salts, digests, strict=True))
    )
    AuditWaiting.objects.filter(row_id__in=[each.row_id for each in waiting]).delete()
    return len(waiting)


def hash_of(batch: AuditBatch) -> bytes:
    """The hash that a batch must have, from its other columns."""
    return batch_hash(
        number=batch.number,
        count=batch.count,
        first_row_id=batch.first_row_id,
        last_row_id=batch.last_row_id,
        sealed_at=batch.sealed_at,
        previous=bytes(batch.previous),
        digest=bytes(batch.digest),
    )
