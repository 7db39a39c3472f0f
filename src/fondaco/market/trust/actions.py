"""Writes of the trust room: reviews, their edits, answers, votes and removals."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from django.db.models import F
from django.utils.translation import gettext as _

from fondaco.kernel import audit, clock
from fondaco.kernel.errors import NotAllowed, NotFound, Refusal
from fondaco.kernel.transaction import action
from fondaco.market.members import queries as members
from fondaco.market.trust import models, tallies
from fondaco.market.trust.notices import note_signal
from fondaco.market.trust.rules import reviews as rules
from fondaco.market.trust.rules.ratings import Marks, verdict
from fondaco.market.trust.rules.screening import screen
from fondaco.market.trust.transparency import append


@action
def write_review(
    *,
    member_id: UUID,
    line_id: UUID,
    product_rating: int | None,
    described: int | None,
    quality: int | None,
    delivery: int | None,
    communication: int | None,
    text: str,
    authentic: str = "",
    incentive_declared: bool = False,
    pictures: Sequence[str] = (),
    key: str,
) -> UUID:
    """Publish a review of a line that its buyer has received or was refunded for.

    Marks are 1 to 5; of a refunded order ``product_rating`` and ``quality`` stay None.
    ``authentic`` is yes, no, unsure or empty. The same key again returns the same review.
    Refuses strangers, a second review, one too late, and one while a case is open.
    """
    if pictures:
        raise Refusal("review_pictures", _("Reviews carry no pictures yet."), status=422)
    earlier = models.Review.objects.filter(buyer_id=member_id, key=key).first()
    if earlier is not None:
        return earlier.id
    right = _lock_right(line_id, member_id)
    now = clock.now()
    is_used = models.Review.objects.filter(right=right).exists()
    facts = rules.RightFacts(right.kind, right.until_at, is_used, right.order.open_cases)
    rules.check_write(facts, now)
    marks = Marks(product_rating, described, quality, delivery, communication)
    rules.check_marks(right.kind, marks)
    if authentic not in {"", *rules.AUTHENTIC}:
        raise Refusal("authentic_invalid", _("Choose yes, no or unsure."), status=422)
    staff = members.staff_of(member_id)
    review = models.Review(
        right=right,
        key=key,
        listing_id=right.listing_id,
        version_id=right.version_id,
        seller_id=right.seller_id,
        buyer_id=member_id,
        kind=right.kind,
        **marks.as_dict(),
        verdict=verdict(marks),
        text=_published(text, limit=rules.MAX_TEXT, may_be_empty=True),
        authentic=authentic,
        incentive_declared=incentive_declared,
        not_counted=rules.why_not_counted(
            incentive_declared=incentive_declared,
            is_own_shop=staff is not None and staff.seller_id == right.seller_id,
        ),
        bought_at=right.bought_at,
        written_at=now,
    )
    review.save(force_insert=True)
    tallies.count(review, 1)
    append("review", review.id, committed(review))
    _note(review)
    return review.id


def _note(review: models.Review) -> None:
    """What a person should look at in a new or changed review."""
    evidence = {"review_id": str(review.id)}
    if review.authentic == "no":
        note_signal(
            kind="not_genuine",
            subject_kind="listing",
            subject_id=review.listing_id,
            source_id=review.id,
            evidence=evidence,
        )
    if review.not_counted == "linked":
        note_signal(
            kind="own_shop",
            subject_kind="seller",
            subject_id=review.seller_id,
            source_id=review.id,
            evidence=evidence,
        )


def _lock_right(line_id: UUID, member_id: UUID) -> models.ReviewRight:
    right = (
        models.ReviewRight.objects.select_for_update(of=("self",))
        .select_related("order")
        .filter(line_id=line_id, buyer_id=member_id)
        .first()
    )
    if right is None:
        raise NotFound(
            _("There is nothing to review here."),
            code="review_right_not_found",
            next_step=_("A review can be written when the order has arrived or was refunded."),
        )
    return right


def _published(text: str, *, limit: int, may_be_empty: bool) -> str:
    """The text as it may stand in public; refuses card numbers, codes and private data."""
    plain = rules.cleaned(text, limit=limit, may_be_empty=may_be_empty)
    screening = screen(plain)
    kind = rules.unfit(screening.verdict, screening.kinds())
    if kind:
        finding = next(each for each in screening.findings if each.kind == kind)
        raise Refusal(
            "text_refused",
            finding.what,
            not_done=_("It was not published, and we have not kept it."),
            next_step=_("Everybody can read this. Leave it out and send the rest again."),
            field="text",
            status=422,
            details={"finding": kind},
        )
    return plain


def committed(review: models.Review) -> dict[str, Any]:
    """What the log commits to for a review as it stands. Plain JSON, no names."""
    return {
        "review_id": str(review.id),
        "listing_id": str(review.listing_id),
        "version_id": str(review.version_id),
        "seller_id": str(review.seller_id),
        "kind": review.kind,
        "product_rating": review.product_rating,
        "described": review.described,
        "quality": review.quality,
        "delivery": review.delivery,
        "communication": review.communication,
        "text": review.text,
        "authentic": review.authentic,
        "incentive_declared": review.incentive_declared,
        "written_at": review.written_at.isoformat(),
    }


def _lock_review(review_id: UUID) -> models.Review:
    review = models.Review.objects.select_for_update().filter(id=review_id).first()
    if review is None:
        raise NotFound(_("There is no such review."), code="review_not_found")
    return review


def _marks_of(review: models.Review) -> Marks:
    return Marks(
        review.product_rating,
        review.described,
        review.quality,
        review.delivery,
        review.communication,
    )


@action
def edit_review(
    *,
    member_id: UUID,
    review_id: UUID,
    product_rating: int | None,
    described: int | None,
    quality: int | None,
    delivery: int | None,
    communication: int | None,
    text: str,
    authentic: str = "",
) -> None:
    """Change one's own review, once within 30 days; what it was stays in the log.

    Not while a case about the order is open, so that nobody can trade marks for money.
    """
    review = _lock_review(review_id)
    if review.buyer_id != member_id:
        raise NotFound(_("There is no such review."), code="review_not_found")
    edits = models.ReviewEdit.objects.filter(review=review).count()
    rules.check_edit(
        written_at=review.written_at, edits=edits, is_removed=review.is_removed, now=clock.now()
    )
    right = models.ReviewRight.objects.select_related("order").get(line_id=review.right_id)
    rules.check_write(
        rules.RightFacts(right.kind, right.until_at, False, right.order.open_cases),
        review.written_at,
    )
    before = _marks_of(review)
    marks = Marks(product_rating, described, quality, delivery, communication)
    rules.check_marks(review.kind, marks)
    if authentic not in {"", *rules.AUTHENTIC}:
        raise Refusal("authentic_invalid", _("Choose yes, no or unsure."), status=422)
    plain = _published(text, limit=rules.MAX_TEXT, may_be_empty=True)
    tallies.count(review, -1)
    for name, mark in marks.as_dict().items():
        setattr(review, name, mark)
    review.verdict, review.text, review.authentic = verdict(marks), plain, authentic
    review.edited_at = clock.now()
    review.save()
    tallies.count(review, 1)
    models.ReviewEdit.objects.create(
        review=review,
        number=edits + 1,
        marks_before=before.as_dict(),
        marks_after=marks.as_dict(),
        made_at=review.edited_at,
    )
    append("edit", review.id, committed(review))
    _note(review)


@action
def answer_review(*, seller_id: UUID, review_id: UUID, text: str, actor: audit.Actor) -> None:
    """The seller's one answer, in public. The same words again change nothing."""
    review = _lock_review(review_id)
    if review.seller_id != seller_id:
        raise NotFound(_("There is no such review."), code="review_not_found")
    plain = _published(text, limit=rules.MAX_ANSWER, may_be_empty=False)
    if review.answered_at is not None:
        if review.answer == plain:
            return
        raise Refusal(
            "answer_exists",
            _("You have answered this review already, and once is all."),
            not_done=_("Your first answer stays."),
            field="text",
        )
    if review.is_removed:
        raise Refusal("review_removed", _("This review was removed; there is nothing to answer."))
    review.answer, review.answered_at = plain, clock.now()
    review.save(update_fields=["answer", "answered_at"])
    append("answer", review.id, {"review_id": str(review.id), "answer": plain})
    audit.record(actor=actor, act="review.answered", subject_kind="review", subject_id=review.id)


@action
def vote_helpful(*, member_id: UUID, review_id: UUID) -> None:
    """Say that a review helped; once, and only who has bought something here."""
    review = _lock_review(review_id)
    if review.buyer_id == member_id:
        raise NotAllowed(_("This is your own review."), code="own_review")
    staff = members.staff_of(member_id)
    if staff is not None and staff.seller_id == review.seller_id:
        raise NotAllowed(_("This is a review of your own shop."), code="own_review")
    if not models.ReviewRight.objects.filter(buyer_id=member_id).exists():
        raise NotAllowed(
            _("Only who has bought something here can say that a review helped."),
            code="purchase_needed",
        )
    _vote, is_new = models.HelpfulVote.objects.get_or_create(
        review=review, member_id=member_id, defaults={"voted_at": clock.now()}
    )
    if is_new:
        models.Review.objects.filter(id=review_id).update(helpful=F("helpful") + 1)


@action
def remove_review(*, review_id: UUID, rule: str, reason: str, actor: audit.Actor) -> None:
    """Take a review down under a published rule. Its place stays, with the rule and the reason.

    It counts in no figure from then on. Removing again changes nothing.
    """
    rules.check_removal(rule, reason)
    review = _lock_review(review_id)
    if review.is_removed:
        return
    tallies.count(review, -1)
    review.is_removed = True
    review.save(update_fields=["is_removed"])
    plain = rules.cleaned(reason, limit=rules.MAX_REASON, may_be_empty=False, field="reason")
    models.Removal.objects.create(
        review=review, rule=rule, reason=plain, actor_id=actor.id, removed_at=clock.now()
    )
    append("removal", review.id, {"review_id": str(review.id), "rule": rule, "reason": plain})
    audit.record(
        actor=actor, act="review.removed", subject_kind="review", subject_id=review.id, rule=rule
    )
