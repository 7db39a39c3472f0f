"""Policy versions and proposals, for those who write and publish them."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import Exists, OuterRef
from django.utils.translation import gettext as _

from fondaco.kernel.errors import NotFound
from fondaco.market.trade import models
from fondaco.market.trade.rules.policy import Policy, from_dict
from fondaco.market.trade.rules.policy_proposals import State

SHOWN = 50
"""Versions and proposals are listed from the newest, this many."""


@dataclass(frozen=True, slots=True)
class VersionView:
    """One version, what it said before it (None for the first), who proposed and published it
    (None for the one that Fondaco comes with), when."""

    policy: Policy
    before: Policy | None
    reason: str
    proposal_id: UUID | None
    proposed_by: UUID | None
    published_by: UUID | None
    at: datetime


@dataclass(frozen=True, slots=True)
class StepView:
    """One step of a proposal: what was done, by whom, with which note."""

    event: str
    by: UUID
    at: datetime
    note: str


@dataclass(frozen=True, slots=True)
class ProposalView:
    """A proposal as its last step left it; ``version`` when it was published."""

    id: UUID
    state: State
    policy: Policy
    reason: str
    base_version: int
    version: int | None
    author_id: UUID
    at: datetime
    steps: tuple[StepView, ...]


def policy_versions() -> list[VersionView]:
    """The newest versions, newest first. Two statements."""
    rows = list(models.Policy.objects.order_by("-version")[: SHOWN + 1])
    steps = {
        step.version: step
        for step in models.PolicyStep.objects.filter(version__in=[row.version for row in rows])
    }
    found = []
    for place, row in enumerate(rows[:SHOWN]):
        older = rows[place + 1] if place + 1 < len(rows) else None
        step = steps.get(row.version)
        found.append(
            VersionView(
                policy=from_dict(row.version, row.body),
                before=from_dict(older.version, older.body) if older else None,
                reason=row.reason,
                proposal_id=step.proposal_id if step else None,
                proposed_by=step.author_id if step else None,
                published_by=row.made_by,
                at=row.made_at,
            )
        )
    return found


def policy_proposals() -> list[ProposalView]:
    """The newest proposals, newest first, each without its steps but the last. Two statements."""
    ids = list(models.PolicyProposal.objects.order_by("-id").values_list("id", flat=True)[:SHOWN])
    last: dict[UUID, models.PolicyStep] = {}
    rows = models.PolicyStep.objects.filter(proposal_id__in=ids)
    for step in rows.order_by("proposal_id", "position"):
        last[step.proposal_id] = step
    return [_view([last[proposal_id]]) for proposal_id in ids]


def policy_proposal(proposal_id: UUID) -> ProposalView:
    """One proposal with all its steps; raises :class:`NotFound`. One statement."""
    rows = models.PolicyStep.objects.filter(proposal_id=proposal_id)
    steps = list(rows.order_by("position"))
    if not steps:
        raise NotFound(_("There is no such proposal."), code="policy_proposal_not_found")
    return _view(steps)


def proposals_waiting() -> int:
    """How many proposals wait for a second person. One statement."""
    later = models.PolicyStep.objects.filter(
        proposal=OuterRef("proposal"), position__gt=OuterRef("position")
    )
    proposed = models.PolicyStep.objects.filter(state=State.PROPOSED)
    return proposed.exclude(Exists(later)).count()


def _view(steps: list[models.PolicyStep]) -> ProposalView:
    last = steps[-1]
    return ProposalView(
        id=last.proposal_id,
        state=State(last.state),
        policy=from_dict(last.version or last.base_version + 1, last.body),
        reason=last.reason,
        base_version=last.base_version,
        version=last.version,
        author_id=last.author_id,
        at=last.at,
        steps=tuple(StepView(step.event, step.by_id, step.at, step.note) for step in steps),
    )
