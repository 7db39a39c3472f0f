"""From a delivered order to a review that counts and can be proven."""

from collections.abc import Callable
from datetime import datetime, timedelta

import pytest

from fondaco.kernel.errors import NotFound, Refusal
from fondaco.market.trust import actions, audit, proofs, queries
from fondaco.market.trust.rules import merkle
from fondaco.market.trust.rules.commitment import digest
from fondaco.market.trust.transparency import seal
from tests.conftest import NOON
from tests.rooms.catalogue import shelf
from tests.rooms.trade.story import Purse
from tests.rooms.trust import story

pytestmark = pytest.mark.django_db
Clock = Callable[[datetime], None]


def test_a_delivered_order_gives_a_right_and_its_review_counts(
    purse: Purse, at_time: Clock
) -> None:
    at_time(NOON)
    order = story.delivered(purse)
    line = order.lines[0]
    assert [right.line_id for right in queries.may_review(order.buyer_id)] == [line.id]

    review_id = story.review(order)

    assert queries.may_review(order.buyer_id) == []
    shown = queries.reviews(listing_id=line.listing_id)
    assert [each.id for each in shown.items] == [review_id]
    assert shown.items[0].author == "Marta"
    assert queries.listing_rating([line.listing_id])[line.listing_id].average_x100 == 500
    facts = queries.seller_facts(order.seller_id)
    assert facts.positive_share_bps == 10_000
    assert facts.on_time_dispatch_bps == 10_000
    assert facts.on_time_delivery_bps == 10_000
    assert facts.is_new
    assert audit.audit_counters() == []


def test_a_review_is_proven_by_the_log_alone(purse: Purse, at_time: Clock) -> None:
    at_time(NOON)
    review_id = story.review(story.delivered(purse))
    with pytest.raises(NotFound):
        proofs.prove_inclusion(review_id)

    assert seal() == 1
    proof = proofs.prove_inclusion(review_id)

    assert proof.salt is not None
    assert proof.body is not None
    leaf = digest(bytes.fromhex(proof.salt), proof.leaf_kind, proof.body)
    assert merkle.verify_inclusion(
        leaf=merkle.leaf_hash(leaf),
        index=proof.position,
        size=proof.head.size,
        path=[bytes.fromhex(each) for each in proof.path],
        root=bytes.fromhex(proof.head.root),
    )
    assert proofs.audit_log() == []


def test_nobody_reviews_what_they_did_not_receive(purse: Purse, at_time: Clock) -> None:
    at_time(NOON)
    order = story.delivered(purse)
    with pytest.raises(NotFound):
        story.write(order.lines[0].id, shelf.ADMIN.id)


def test_the_same_key_writes_one_review_and_a_second_is_refused(
    purse: Purse, at_time: Clock
) -> None:
    at_time(NOON)
    order = story.delivered(purse)
    first = story.review(order, key="once")
    assert story.review(order, key="once") == first
    with pytest.raises(Refusal, match="reviewed this already"):
        story.review(order, key="twice")


def test_a_review_comes_too_late_after_180_days(purse: Purse, at_time: Clock) -> None:
    at_time(NOON)
    order = story.delivered(purse)
    at_time(NOON + timedelta(days=184))
    assert queries.may_review(order.buyer_id) == []
    with pytest.raises(Refusal) as refused:
        story.write(order.lines[0].id, order.buyer_id)
    assert refused.value.code == "review_too_late"


def test_one_edit_moves_the_figures_and_stays_in_the_log(purse: Purse, at_time: Clock) -> None:
    at_time(NOON)
    order = story.delivered(purse)
    review_id = story.review(order)
    at_time(NOON + timedelta(days=20))
    change = story.BAD | {"text": "The shade broke.", "authentic": "unsure"}
    actions.edit_review(member_id=order.buyer_id, review_id=review_id, **change)

    assert queries.seller_facts(order.seller_id).positive_share_bps == 0
    rating = queries.listing_rating([order.lines[0].listing_id])[order.lines[0].listing_id]
    assert rating.distribution == (0, 0, 0, 0, 1)
    with pytest.raises(Refusal, match="once is all"):
        actions.edit_review(member_id=order.buyer_id, review_id=review_id, **change)
    seal()
    assert proofs.prove_inclusion(review_id).leaf_kind == "edit"
    assert proofs.audit_log() == []
    assert audit.audit_counters() == []


def test_a_card_number_in_a_review_is_refused_and_not_kept(purse: Purse, at_time: Clock) -> None:
    at_time(NOON)
    order = story.delivered(purse)
    for text in ("I paid with 4111 1111 1111 1111.", "Call me at +39 049 8279111."):
        with pytest.raises(Refusal) as refused:
            story.review(order, text=text)
        assert refused.value.field == "text"
    assert queries.reviews(listing_id=order.lines[0].listing_id).total == 0


def test_a_declared_incentive_is_shown_and_counts_nowhere(purse: Purse, at_time: Clock) -> None:
    at_time(NOON)
    order = story.delivered(purse)
    story.review(order, incentive_declared=True)
    assert queries.reviews(seller_id=order.seller_id).items[0].not_counted == "incentive"
    assert queries.seller_facts(order.seller_id).ratings == 0
    assert queries.listing_rating([order.lines[0].listing_id]) == {}
    assert audit.audit_counters() == []


def test_a_removed_review_leaves_its_place_with_the_reason(purse: Purse, at_time: Clock) -> None:
    at_time(NOON)
    order = story.delivered(purse)
    review_id = story.review(order)
    with pytest.raises(Refusal, match="published rule"):
        actions.remove_review(
            review_id=review_id, rule="i_dislike_it", reason="No.", actor=shelf.ADMIN
        )
    for _again in range(2):
        actions.remove_review(
            review_id=review_id, rule="advertising", reason="It names a shop.", actor=shelf.ADMIN
        )
    shown = queries.reviews(listing_id=order.lines[0].listing_id).items[0]
    assert shown.removal is not None
    assert (shown.removal.rule, shown.text, shown.author) == ("advertising", "", "")
    assert queries.seller_facts(order.seller_id).ratings == 0
    assert [each.id for each in queries.removed_reviews().items] == [review_id]
    seal()
    assert len(proofs.heads()) == 1
    assert proofs.audit_log() == []
    assert audit.audit_counters() == []
