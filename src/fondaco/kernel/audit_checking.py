"""The audit log worked out again: every row, place, digest and link, with findings in words.

Holds one batch at a time in memory, and 16 bytes or so for each batch that it has passed.
"""

from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from uuid import UUID

from django.db.models import Exists, OuterRef, Sum

from fondaco.kernel.audit import recorded
from fondaco.kernel.audit_chain import HASH_LENGTH, NOTHING_BEFORE, row_digest, rows_digest
from fondaco.kernel.audit_sealing import hash_of
from fondaco.kernel.models import AuditBatch, AuditRow, AuditSeal, AuditWaiting

CHUNK = 500
LATE = timedelta(hours=1)
"""Longer than any transaction takes to commit. A row that came to light later than this after
its id was made, when a sealer had passed it by, was put in behind everybody's back."""


@dataclass(frozen=True, slots=True)
class LogState:
    """Where the log stands. ``head`` is the newest batch as ``number:hash`` (hex), if any."""

    batches: int
    sealed: int
    waiting: int
    head: str
    sealed_at: datetime | None


def state() -> LogState:
    """How much is sealed and what the newest link is."""
    newest = AuditBatch.objects.order_by("-number").first()
    return LogState(
        batches=AuditBatch.objects.count(),
        sealed=AuditBatch.objects.aggregate(rows=Sum("count"))["rows"] or 0,
        waiting=AuditWaiting.objects.count(),
        head=f"{newest.number}:{bytes(newest.hash).hex()}" if newest else "",
        sealed_at=newest.sealed_at if newest else None,
    )


def check() -> Iterator[str]:
    """What is wrong with the log, one thing at a time; nothing when everything holds."""
    yield from _chain()
    yield from _torn_off()
    yield from _unsealed()


def check_noted(head: str) -> Iterator[str]:
    """Whether a head that somebody noted earlier, ``number:hash``, is still what stands there.

    Nothing in a log can show that its end was cut off; a note that is kept elsewhere can.
    Raises ``ValueError`` for a text of another shape.
    """
    number, _colon, noted = head.partition(":")
    wanted = bytes.fromhex(noted)
    if len(wanted) != HASH_LENGTH:
        raise ValueError("the hash is cut off")
    batch = AuditBatch.objects.filter(number=int(number)).first()
    if batch is None:
        yield f"batch {number} is missing: it was there when its hash was noted"
    elif bytes(batch.hash) != wanted:
        yield f"batch {number} is another than when its hash was noted"


@dataclass
class _Passed:
    """Row ids that each batch had reached, ascending, and the batch that first got there."""

    ids: list[UUID] = field(default_factory=list)
    batches: list[tuple[int, datetime]] = field(default_factory=list)

    def add(self, batch: AuditBatch) -> None:
        if not self.ids or batch.last_row_id > self.ids[-1]:
            self.ids.append(batch.last_row_id)
            self.batches.append((batch.number, batch.sealed_at))

    def by(self, row_id: UUID) -> tuple[int, datetime] | None:
        """The earliest batch that went past this id without its row."""
        place = bisect_right(self.ids, row_id)
        return self.batches[place] if place < len(self.ids) else None


def _chain() -> Iterator[str]:
    number, reached, passed = 0, NOTHING_BEFORE, _Passed()
    for batch in AuditBatch.objects.order_by("number").iterator(chunk_size=CHUNK):
        if batch.number != number + 1:
            yield f"{_span(number + 1, batch.number - 1)} missing"
        elif bytes(batch.previous) != reached:
            yield f"batch {batch.number} does not follow batch {number} as that one stands now"
        if hash_of(batch) != bytes(batch.hash):
            yield f"batch {batch.number} was altered: its hash is not that of what it says"
        yield from _contents(batch, passed)
        passed.add(batch)
        number, reached = batch.number, bytes(batch.hash)


def _span(first: int, last: int) -> str:
    return f"batch {first} is" if first == last else f"batches {first} to {last} are"


def _contents(batch: AuditBatch, passed: _Passed) -> Iterator[str]:
    seals = list(batch.seals.order_by("position"))
    rows = AuditRow.objects.in_bulk([seal.row_id for seal in seals])
    empty = batch.count - sum(seal.position < batch.count for seal in seals)
    if empty:
        yield f"{empty} of {batch.count} places of batch {batch.number} are empty: torn out"
    for seal in seals:
        row = rows.get(seal.row_id)
        if seal.position >= batch.count:
            yield f"row {seal.row_id} was put into batch {batch.number} after it was sealed"
        elif row is None:
            yield f"row {seal.row_id} of batch {batch.number} is missing: it was removed"
        elif row_digest(bytes(seal.salt), recorded(row)) != bytes(seal.digest):
            yield (
                f"row {row.id} of batch {batch.number} was altered: it now says"
                f" {row.act} by {row.actor_kind} at {row.at:%Y-%m-%d %H:%M:%S} UTC"
            )
        else:
            yield from _too_late(seal.row_id, batch, passed)
    if rows_digest(bytes(seal.digest) for seal in seals) != bytes(batch.digest):
        yield f"batch {batch.number}: the digests of its rows are not those that were sealed"
    elif seals and (seals[0].row_id, seals[-1].row_id) != (batch.first_row_id, batch.last_row_id):
        yield f"batch {batch.number} says that it begins or ends with another row than it does"


def _too_late(row_id: UUID, batch: AuditBatch, passed: _Passed) -> Iterator[str]:
    if row_id.version != 7:
        yield f"row {row_id} of batch {batch.number} was not written by Fondaco: see its id"
        return
    earlier = passed.by(row_id)
    made_at = datetime.fromtimestamp((row_id.int >> 80) / 1_000, UTC)
    if earlier is not None and made_at + LATE < earlier[1]:
        yield (
            f"row {row_id} was added to the past: its id is of {made_at:%Y-%m-%d %H:%M} UTC, but"
            f" batch {earlier[0]}, sealed at {earlier[1]:%Y-%m-%d %H:%M} UTC, did not find it"
        )


def _torn_off() -> Iterator[str]:
    """Seals whose batch is not there (a foreign key forbids it, until somebody drops that)."""
    there = AuditBatch.objects.filter(number=OuterRef("batch_id"))
    lost = AuditSeal.objects.filter(~Exists(there)).order_by("batch_id")
    for number in lost.values_list("batch_id", flat=True).distinct().iterator(chunk_size=CHUNK):
        yield f"batch {number} is missing, but rows are sealed in it"


def _unsealed() -> Iterator[str]:
    sealed = AuditSeal.objects.filter(row_id=OuterRef("id"))
    waits = AuditWaiting.objects.filter(row_id=OuterRef("id"))
    rows = AuditRow.objects.filter(~Exists(sealed), ~Exists(waits)).order_by("id")
    for row_id, act, at in rows.values_list("id", "act", "at").iterator(chunk_size=CHUNK):
        yield (
            f"row {row_id} ({act} at {at:%Y-%m-%d %H:%M:%S} UTC) was added past the log:"
            " it is in no batch and does not wait for one"
        )
