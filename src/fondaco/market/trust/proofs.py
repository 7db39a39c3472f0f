"""Reads of the transparency log: heads, proofs, and the audit of everything in it."""

from uuid import UUID

from django.db.models import Exists, OuterRef, QuerySet

from fondaco.kernel.errors import NotFound
from fondaco.market.trust import models
from fondaco.market.trust.actions import committed
from fondaco.market.trust.rules import merkle
from fondaco.market.trust.rules.commitment import digest
from fondaco.market.trust.transparency import nodes
from fondaco.market.trust.values import ConsistencyProof, HeadView, InclusionProof

BATCH = 2_000


def head(size: int | None = None) -> HeadView | None:
    """The newest published root, or that of a size; None where there is none."""
    rows = models.LogHead.objects.order_by("-size")
    row = (rows if size is None else rows.filter(size=size)).first()
    return _head(row) if row else None


def heads(limit: int = 30) -> list[HeadView]:
    """Published roots, newest first."""
    return [_head(row) for row in models.LogHead.objects.order_by("-size")[:limit]]


def _head(row: models.LogHead) -> HeadView:
    return HeadView(row.size, bytes(row.root).hex(), row.sealed_at)


def _path(ranges: tuple[merkle.Range, ...]) -> tuple[str, ...]:
    parts = [merkle.perfect_parts(each) for each in ranges]
    known = nodes(tuple(node for part in parts for node in part))
    return tuple(merkle.fold([known[node] for node in part]).hex() for part in parts)


def is_sealed(subject_id: UUID) -> bool:
    """Whether a review or a case decision has its place in the log, so that it can be proven."""
    return _places(subject_id).exists() and models.LogHead.objects.exists()


def _places(subject_id: UUID) -> QuerySet[models.SealedLeaf]:
    return models.SealedLeaf.objects.filter(
        leaf__subject_id=subject_id, leaf__kind__in=["review", "edit", "decision"]
    )


def prove_inclusion(review_id: UUID) -> InclusionProof:
    """Proof that a review, as it stands, is in the log under the newest root.

    Works for a case decision's id too. Raises :class:`NotFound` before it is sealed.
    """
    places = _places(review_id).select_related("leaf", "leaf__opening")
    row = places.order_by("-position").first()
    newest = head()
    if row is None or newest is None:
        raise NotFound(
            "This is not in the log yet.",
            code="not_sealed",
            next_step="New entries are sealed within minutes; look again then.",
        )
    opening = models.Opening.objects.filter(leaf=row.leaf).first()
    data = bytes(row.leaf.digest)
    return InclusionProof(
        leaf_kind=row.leaf.kind,
        position=row.position,
        digest=data.hex(),
        leaf_hash=merkle.leaf_hash(data).hex(),
        path=_path(merkle.inclusion_ranges(row.position, newest.size)),
        head=newest,
        salt=bytes(opening.salt).hex() if opening else None,
        body=opening.body if opening else None,
    )


def prove_consistency(first: int, second: int) -> ConsistencyProof:
    """Proof that nothing before ``first`` was changed up to ``second``; both published sizes."""
    older, newer = head(first), head(second)
    if older is None or newer is None or first > second:
        raise NotFound("There are no published roots of these sizes.", code="head_not_found")
    return ConsistencyProof(older, newer, _path(merkle.consistency_ranges(first, second)))


def audit_log() -> list[str]:
    """What is wrong with the log, in words; empty when everything holds.

    Works out every root again from the leaves, opens every commitment that was not erased, and
    compares each review with what was committed last.
    """
    return [*_audit_tree(), *_audit_openings(), *_audit_reviews()]


def _audit_tree() -> list[str]:
    findings: list[str] = []
    published = dict(models.LogHead.objects.values_list("size", "root"))
    edge: list[tuple[int, bytes]] = []
    rows = models.SealedLeaf.objects.order_by("position").values_list("position", "leaf__digest")
    for size, (position, data) in enumerate(rows.iterator(chunk_size=BATCH), 1):
        if position != size - 1:
            return [*findings, f"place {size - 1} of the log is empty"]
        edge.append((0, merkle.leaf_hash(bytes(data))))
        while len(edge) > 1 and edge[-1][0] == edge[-2][0]:
            (level, right), (_level, left) = edge.pop(), edge.pop()
            edge.append((level + 1, merkle.node_hash(left, right)))
        root = published.pop(size, None)
        if root is not None and merkle.fold([each for _level, each in edge]) != bytes(root):
            findings.append(f"the root published for {size} leaves is another")
    findings += [
        f"a root was published for {each} leaves, which are not there" for each in published
    ]
    return findings


def _audit_openings() -> list[str]:
    rows = models.Opening.objects.select_related("leaf").order_by("leaf_id")
    return [
        f"leaf {row.leaf_id} does not commit to what is kept of it"
        for row in rows.iterator(chunk_size=BATCH)
        if digest(bytes(row.salt), row.leaf.kind, row.body) != bytes(row.leaf.digest)
    ]


def _audit_reviews() -> list[str]:
    findings: list[str] = []
    last: dict[UUID, object] = {}
    rows = models.Opening.objects.filter(leaf__kind__in=["review", "edit"]).order_by("leaf_id")
    for subject_id, body in rows.values_list("leaf__subject_id", "body").iterator(BATCH):
        last[subject_id] = body
    for review in models.Review.objects.order_by("id").iterator(chunk_size=BATCH):
        if review.id in last and last[review.id] != committed(review):
            findings.append(f"review {review.id} says something else than the log")
    leaf = models.LogLeaf.objects.filter(kind="review", subject_id=OuterRef("id"))
    missing = models.Review.objects.filter(~Exists(leaf)).values_list("id", flat=True)
    return findings + [f"review {each} is not in the log" for each in missing]
