"""The transparency log: leaves are appended unchained, a sealer gives them places and a root."""

import secrets
from collections import ChainMap
from collections.abc import Mapping
from typing import Any
from uuid import UUID

from fondaco.kernel import clock
from fondaco.kernel.transaction import action
from fondaco.market.trust.models import (
    LogHead,
    LogLeaf,
    LogNode,
    Opening,
    PendingLeaf,
    SealedLeaf,
)
from fondaco.market.trust.rules import merkle
from fondaco.market.trust.rules.commitment import SALT_LENGTH, digest

BATCH = 500


@action
def append(kind: str, subject_id: UUID, body: Mapping[str, Any]) -> UUID:
    """Commit to ``body`` in the log; it has a place after the next sealing."""
    salt = secrets.token_bytes(SALT_LENGTH)
    leaf = LogLeaf.objects.create(
        kind=kind, subject_id=subject_id, digest=digest(salt, kind, body), made_at=clock.now()
    )
    Opening.objects.create(leaf=leaf, salt=salt, body=dict(body))
    PendingLeaf.objects.create(leaf=leaf)
    return leaf.id


def seal() -> int:
    """Seal everything that waits, batch by batch; returns how many leaves. The worker's job.

    The job's lease keeps sealers apart; where two still meet, the places are unique, and the
    later one's batch fails as a whole and is tried again.
    """
    sealed = 0
    while count := seal_batch():
        sealed += count
    return sealed


@action
def seal_batch() -> int:
    """Give up to :data:`BATCH` leaves their places and publish the new root."""
    waiting = list(PendingLeaf.objects.select_related("leaf").order_by("leaf_id")[:BATCH])
    if not waiting:
        return 0
    last = LogHead.objects.order_by("-size").first()
    size = last.size if last else 0
    known: dict[merkle.Node, bytes] = _edge(size)
    fresh: dict[merkle.Node, bytes] = {}
    places = []
    for pending in waiting:
        leaf = pending.leaf
        places.append(SealedLeaf(position=size, leaf=leaf))
        fresh[0, size] = merkle.leaf_hash(bytes(leaf.digest))
        below = ChainMap(fresh, known)
        for level, index in merkle.new_nodes(size):
            fresh[level, index] = merkle.node_hash(
                below[level - 1, 2 * index], below[level - 1, 2 * index + 1]
            )
        size += 1
    SealedLeaf.objects.bulk_create(places)
    LogNode.objects.bulk_create(
        LogNode(level=level, index=index, hash=value) for (level, index), value in fresh.items()
    )
    whole = ChainMap(fresh, known)
    root = merkle.fold([whole[part] for part in merkle.perfect_parts((0, size))])
    LogHead.objects.create(size=size, root=root, sealed_at=clock.now())
    PendingLeaf.objects.filter(leaf_id__in=[pending.leaf_id for pending in waiting]).delete()
    return len(waiting)


def _edge(size: int) -> dict[merkle.Node, bytes]:
    """The perfect subtrees that a tree of ``size`` is made of: all that growing it needs."""
    return nodes(merkle.perfect_parts((0, size)))


def nodes(wanted: tuple[merkle.Node, ...]) -> dict[merkle.Node, bytes]:
    """Hashes of subtrees, in one statement. Indexes are read by level."""
    if not wanted:
        return {}
    levels = {level for level, _index in wanted}
    indexes = {index for _level, index in wanted}
    rows = LogNode.objects.filter(level__in=levels, index__in=indexes)
    asked = set(wanted)
    return {
        (level, index): bytes(value)
        for level, index, value in rows.values_list("level", "index", "hash")
        if (level, index) in asked
    }
