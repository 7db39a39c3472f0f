"""The log: grown in batches, never rewritten, erasable without breaking, audited."""

from uuid import uuid4

import pytest
from django.db import DatabaseError, transaction

from fondaco.kernel import jobs
from fondaco.market.trust import models, proofs
from fondaco.market.trust.rules import merkle
from fondaco.market.trust.transparency import append, seal, seal_batch
from tests.rooms.trade.story import Purse
from tests.rooms.trust import story

pytestmark = pytest.mark.django_db


def leaves(count: int) -> list[object]:
    return [append("decision", uuid4(), {"number": number}) for number in range(count)]


def test_every_size_has_the_root_of_its_leaves(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("fondaco.market.trust.transparency.BATCH", 3)
    for count in (1, 4, 2, 7, 1):
        leaves(count)
        assert seal() == count
    digests = models.SealedLeaf.objects.order_by("position").values_list("leaf__digest", flat=True)
    hashes = [merkle.leaf_hash(bytes(each)) for each in digests]
    assert len(hashes) == 15
    for head in proofs.heads(100):
        assert head.root == merkle.root(hashes[: head.size]).hex()
    assert proofs.audit_log() == []


def test_any_published_root_begins_any_later_one(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("fondaco.market.trust.transparency.BATCH", 3)
    leaves(11)
    seal()
    sizes = [head.size for head in reversed(proofs.heads())]
    assert sizes == [3, 6, 9, 11]
    for first in sizes:
        for second in (size for size in sizes if size >= first):
            found = proofs.prove_consistency(first, second)
            assert merkle.verify_consistency(
                first=first,
                second=second,
                path=[bytes.fromhex(each) for each in found.path],
                first_root=bytes.fromhex(found.first.root),
                second_root=bytes.fromhex(found.second.root),
            )


def test_nothing_to_seal_makes_no_root() -> None:
    assert seal_batch() == 0
    assert proofs.head() is None


def test_the_worker_seals_as_a_job() -> None:
    leaves(2)
    jobs.run_due()
    assert models.PendingLeaf.objects.count() == 0
    head = proofs.head()
    assert head is not None
    assert head.size == 2


@pytest.mark.parametrize("table", [models.LogLeaf, models.SealedLeaf, models.LogHead])
def test_the_log_cannot_be_rewritten(table: type) -> None:
    leaves(2)
    seal()
    for change in (lambda rows: rows.update(**{rows.model._meta.fields[-1].name: None}),
                   lambda rows: rows._raw_delete(rows.db)):  # fmt: skip
        with pytest.raises(DatabaseError), transaction.atomic():
            change(table.objects.all())


def test_an_erased_review_leaves_a_log_that_verifies(purse: Purse) -> None:
    review_id = story.review(story.delivered(purse))
    seal()
    models.Opening.objects.all().delete()
    proof = proofs.prove_inclusion(review_id)
    assert (proof.salt, proof.body) == (None, None)
    assert merkle.verify_inclusion(
        leaf=bytes.fromhex(proof.leaf_hash),
        index=proof.position,
        size=proof.head.size,
        path=[bytes.fromhex(each) for each in proof.path],
        root=bytes.fromhex(proof.head.root),
    )
    assert proofs.audit_log() == []


def test_a_review_changed_behind_our_back_is_found(purse: Purse) -> None:
    review_id = story.review(story.delivered(purse))
    seal()
    models.Review.objects.filter(id=review_id).update(text="Best shop ever.")
    (finding,) = proofs.audit_log()
    assert "says something else than the log" in finding


def test_a_review_put_in_without_the_log_is_found(purse: Purse) -> None:
    review_id = story.review(story.delivered(purse))
    copy = models.Review.objects.get(id=review_id)
    line_id, buyer = story.line_came(seller_id=copy.seller_id)
    copy.id, copy.right_id, copy.buyer_id = uuid4(), line_id, buyer
    copy.save(force_insert=True)
    assert any("is not in the log" in finding for finding in proofs.audit_log())
