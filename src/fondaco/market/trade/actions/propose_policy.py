"""A new policy is written by one person and put in force by another; every step is kept."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _

from fondaco.kernel import audit, clock
from fondaco.kernel.errors import NotFound, Refusal
from fondaco.kernel.transaction import action
from fondaco.market.trade import models
from fondaco.market.trade.actions.policy import add_policy
from fondaco.market.trade.rules.policy import BadPolicy, Policy, from_dict
from fondaco.market.trade.rules.policy_checks import problems
from fondaco.market.trade.rules.policy_proposals import Event, Role, State, decide
from fondaco.market.trade.rules.policy_values import differences

SHORTEST_REASON = 10
LONGEST_REASON = 300


@action
def begin(*, body: Mapping[str, Any], reason: str, actor: audit.Actor, key: str) -> UUID:
    """Keep a first draft; returns the proposal's id. The same key: the same proposal.

    ``body`` has the numbers by their names; refuses those that may not stand together.
    """
    known = models.PolicyProposal.objects.filter(key=key, author_id=_who(actor)).first()
    if known is not None:
        return known.id
    base = _in_force()
    _check(body, base)
    proposal = models.PolicyProposal.objects.create(
        key=key, author_id=_who(actor), begun_at=clock.now()
    )
    models.PolicyStep.objects.create(
        proposal=proposal,
        position=0,
        key=key,
        event=Event.WRITE,
        state=State.DRAFT,
        body=dict(body),
        reason=_worded(reason),
        base_version=base.version,
        author_id=proposal.author_id,
        by_id=proposal.author_id,
        at=proposal.begun_at,
    )
    _record(actor, "policy.write", proposal.id, base.version)
    return proposal.id


@action
def write(
    *, proposal_id: UUID, body: Mapping[str, Any], reason: str, actor: audit.Actor, key: str
) -> None:
    """The author writes their draft anew, against the policy in force now."""
    last = _lock(proposal_id)
    if _is_done(proposal_id, key):
        return
    row = decide(State(last.state), Event.WRITE, _role(last, actor))
    base = _in_force()
    _check(body, base)
    _add(last, row.event, row.next, actor, key, body=dict(body), reason=_worded(reason), base=base)
    _record(actor, "policy.write", proposal_id, base.version)


@action
def propose(*, proposal_id: UUID, actor: audit.Actor, key: str) -> None:
    """The author asks a second person to publish what they wrote."""
    last = _lock(proposal_id)
    if _is_done(proposal_id, key):
        return
    row = decide(State(last.state), Event.PROPOSE, _role(last, actor))
    base = _in_force()
    _check_base(last, base)
    wanted = _check(last.body, base)
    if not differences(base, wanted):
        raise Refusal(
            "policy_same",
            _("This draft changes nothing of the policy in force."),
            not_done=_("It was not proposed."),
            next_step=_("Change a number first."),
        )
    _add(last, row.event, row.next, actor, key)
    _record(actor, "policy.propose", proposal_id, base.version)


@action
def publish(*, proposal_id: UUID, note: str, actor: audit.Actor, key: str) -> int:
    """A second person puts the proposal in force for orders from now on; returns its version.

    Refuses the author, and a proposal that was written against an older policy.
    """
    last = _lock(proposal_id)
    if _is_done(proposal_id, key):
        return models.PolicyStep.objects.get(proposal_id=proposal_id, key=key).version or 0
    row = decide(State(last.state), Event.PUBLISH, _role(last, actor))
    models.Policy.objects.select_for_update().order_by("-version").first()
    base = _in_force()
    _check_base(last, base)
    _check(last.body, base)
    policy = add_policy(body=last.body, reason=last.reason, actor=actor)
    _add(last, row.event, row.next, actor, key, note=note[:LONGEST_REASON], version=policy.version)
    _record(actor, "policy.publish", proposal_id, policy.version)
    return policy.version


@action
def reject(*, proposal_id: UUID, note: str, actor: audit.Actor, key: str) -> None:
    """A second person says no, with reasons that the author reads."""
    last = _lock(proposal_id)
    if _is_done(proposal_id, key):
        return
    row = decide(State(last.state), Event.REJECT, _role(last, actor))
    _add(last, row.event, row.next, actor, key, note=_worded(note, field="note"))
    _record(actor, "policy.reject", proposal_id, last.base_version)


@action
def withdraw(*, proposal_id: UUID, actor: audit.Actor, key: str) -> None:
    """The author takes their draft or proposal back."""
    last = _lock(proposal_id)
    if _is_done(proposal_id, key):
        return
    row = decide(State(last.state), Event.WITHDRAW, _role(last, actor))
    _add(last, row.event, row.next, actor, key)
    _record(actor, "policy.withdraw", proposal_id, last.base_version)


def _who(actor: audit.Actor) -> UUID:
    if actor.id is None:
        raise AssertionError("a policy is written and published by people")
    return actor.id


def _role(last: models.PolicyStep, actor: audit.Actor) -> Role:
    return Role.AUTHOR if last.author_id == _who(actor) else Role.SECOND


def _in_force() -> Policy:
    row = models.Policy.objects.order_by("-version")[0]
    return from_dict(row.version, row.body)


def _lock(proposal_id: UUID) -> models.PolicyStep:
    """The proposal's last step; whoever else wants to add one waits."""
    locked = models.PolicyProposal.objects.select_for_update().filter(id=proposal_id).first()
    if locked is None:
        raise NotFound(_("There is no such proposal."), code="policy_proposal_not_found")
    return models.PolicyStep.objects.filter(proposal=locked).order_by("-position")[0]


def _is_done(proposal_id: UUID, key: str) -> bool:
    return models.PolicyStep.objects.filter(proposal_id=proposal_id, key=key).exists()


def _add(
    last: models.PolicyStep,
    event: Event,
    state: State,
    actor: audit.Actor,
    key: str,
    *,
    body: dict[str, Any] | None = None,
    reason: str = "",
    note: str = "",
    base: Policy | None = None,
    version: int | None = None,
) -> None:
    models.PolicyStep.objects.create(
        proposal_id=last.proposal_id,
        position=last.position + 1,
        key=key,
        event=event,
        state=state,
        body=last.body if body is None else body,
        reason=reason or last.reason,
        note=note,
        base_version=base.version if base else last.base_version,
        version=version,
        author_id=last.author_id,
        by_id=_who(actor),
        at=clock.now(),
    )


def _check(body: Mapping[str, Any], base: Policy) -> Policy:
    try:
        policy = from_dict(base.version + 1, body)
    except BadPolicy as error:
        raise Refusal(
            "policy_invalid",
            _("These are not the numbers of a policy: %(error)s.") % {"error": error},
            not_done=_("Nothing was kept; the policy in force stays."),
            next_step=_("Correct the numbers."),
            status=422,
        ) from None
    found = problems(policy)
    if found:
        raise Refusal(
            "policy_problems",
            _("Some numbers cannot stand together, or not with the law."),
            not_done=_("Nothing was kept; the policy in force stays."),
            next_step=_("Correct the numbers that are marked."),
            status=422,
            details={"numbers": [each.name for each in found]},
        )
    return policy


def _check_base(last: models.PolicyStep, base: Policy) -> None:
    if last.base_version != base.version:
        raise Refusal(
            "policy_base_old",
            _("Another version came into force since this was written."),
            not_done=_("The policy in force stays."),
            next_step=_("The author writes it anew, against the policy in force now."),
        )


def _worded(reason: str, *, field: str = "reason") -> str:
    text = reason.strip()
    if not SHORTEST_REASON <= len(text) <= LONGEST_REASON:
        raise Refusal(
            "reason_needed",
            _("Say why, in ten to three hundred characters."),
            not_done=_("Nothing was changed."),
            field=field,
            status=422,
        )
    return text


def _record(actor: audit.Actor, act: str, proposal_id: UUID, version: int) -> None:
    audit.record(
        actor=actor, act=act, subject_kind="policy", subject_id=proposal_id, version=version
    )
