"""A share of decisions is made again, blind, by another mediator: no money moves by it."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from fondaco.kernel import audit, chance, clock
from fondaco.kernel.errors import NotFound, Refusal
from fondaco.kernel.text import marked as _
from fondaco.kernel.transaction import action
from fondaco.market.cases import assigning
from fondaco.market.cases.models import BlindReview, Case, Decision
from fondaco.market.cases.moving import terms_of
from fondaco.market.cases.rules.decisions import Kind, agree
from fondaco.market.members import queries as members

WHOLE_BPS = 10_000
CHOICES = (Kind.REFUND, Kind.RETURN, Kind.NOTHING)
SHOWN = 100


@dataclass(frozen=True, slots=True)
class BlindView:
    """A case to decide again; the decision itself is not in it."""

    id: UUID
    case_id: UUID
    reference: str
    drawn_at: datetime


def draw(case: Case, decision: Decision) -> None:
    """Maybe let another mediator decide it again: the policy's share, by chance."""
    if chance.below(WHOLE_BPS) >= terms_of(case).decided_again_bps:
        return
    mediator_id = assigning.draw(
        assigning.eligible_for(case, members.members_with_role("mediator"))
    )
    if mediator_id is not None:
        BlindReview.objects.create(decision=decision, mediator_id=mediator_id, drawn_at=clock.now())


def waiting(mediator_id: UUID) -> list[BlindView]:
    """What this mediator has to decide again, longest waiting first.

    A case that they were drawn for since, on appeal, is no longer blind to them.
    """
    rows = BlindReview.objects.filter(mediator_id=mediator_id, made_at=None).exclude(
        decision__case__mediator_id=mediator_id
    )
    return [
        BlindView(row.id, row.decision.case_id, row.decision.case.reference, row.drawn_at)
        for row in rows.select_related("decision__case").order_by("id")[:SHOWN]
    ]


def review(review_id: UUID, mediator_id: UUID) -> BlindView:
    """One of them; raises :class:`NotFound` for somebody else's or a done one."""
    found = {view.id: view for view in waiting(mediator_id)}
    if review_id not in found:
        raise NotFound(_("There is nothing to decide again here."), code="review_not_found")
    return found[review_id]


@action
def judge(*, review_id: UUID, mediator_id: UUID, kind: str, amount_minor: int) -> bool:
    """Decide again; returns whether both decided alike. A second answer is refused."""
    row = (
        BlindReview.objects.select_for_update(of=("self",))
        .select_related("decision")
        .filter(id=review_id, mediator_id=mediator_id, made_at=None)
        .first()
    )
    if row is None:
        raise NotFound(_("There is nothing to decide again here."), code="review_not_found")
    if kind not in CHOICES:
        raise Refusal("decision_invalid", _("Choose what is decided."), field="kind", status=422)
    first, second = Kind(row.decision.kind), Kind(kind)
    row.kind, row.made_at = second, clock.now()
    row.amount_minor = amount_minor if second is Kind.REFUND else 0
    first_minor = row.decision.amount_minor if first is Kind.REFUND else 0
    row.agrees = agree(first, first_minor, second, row.amount_minor)
    row.save()
    audit.record(
        actor=audit.Actor("mediator", mediator_id),
        act="case.decided_again",
        subject_kind="case",
        subject_id=row.decision.case_id,
        kind=second.value,
        amount_minor=row.amount_minor,
    )
    return row.agrees


def agreement() -> tuple[int, int]:
    """How many decisions were made again, and how many of them alike."""
    done = BlindReview.objects.exclude(made_at=None)
    return done.count(), done.filter(agrees=True).count()
