"""The operator's exemption policy: proposed by one person, put into force by another.

Versions and decisions are added, never changed. Without an accepted version every payment is
confirmed by its cardholder.
"""

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import IntegrityError, transaction

from fondaco.kernel import audit, clock
from fondaco.kernel.audit import Actor
from fondaco.kernel.errors import NotAllowed, Refusal
from fondaco.kernel.text import marked as _
from fondaco.kernel.transaction import action
from fondaco.market.payments import fraud_rate
from fondaco.market.payments.models import ExemptionDecision, ExemptionPolicy
from fondaco.market.payments.rules import exemptions
from fondaco.market.payments.rules.exemptions import Exemption, Policy

LONGEST_REASON = 280
OVERTAKEN = frozenset({"proposal_decided", "proposal_waits"})
"""Somebody else decided or proposed in the same moment."""
LOOKS = 5
"""So many times who stops looks again when others are faster; then they are told so."""
_FAULTS = {
    "low_value_limit": ("low_value_limit", _("Low value is 30 euro at most, by law.")),
    "risk_limit": ("risk_limit", _("Risk analysis goes up to 500 euro at most, by law.")),
    "fraud_rate": (
        "fraud_rate_bps",
        _("The declared fraud rate is too high for this limit: 13, 6 or 1 basis points at most."),
    ),
}


@dataclass(frozen=True, slots=True)
class VersionView:
    """A version of the policy; ``state``: proposed, in_force, replaced or rejected."""

    id: UUID
    version: int
    low_value_limit_minor: int
    risk_limit_minor: int
    fraud_rate_bps: int
    reason: str
    made_by: UUID
    made_at: datetime
    state: str
    decided_by: UUID | None
    decided_at: datetime | None

    @property
    def is_off(self) -> bool:
        """Whether it allows nothing."""
        return not self.low_value_limit_minor and not self.risk_limit_minor

    @property
    def declared_until(self) -> datetime:
        """Until when the fraud rate counts that the acquirer declared for it."""
        return self.made_at + exemptions.DECLARATION_GOOD_FOR

    @property
    def most_fraud_bps(self) -> int:
        """The reference rate of the band that its limit for risk analysis falls into."""
        return exemptions.most_fraud_bps(self.risk_limit_minor)


def in_force() -> Policy | None:
    """The newest accepted version; None when there is none. One statement."""
    row = ExemptionPolicy.objects.filter(decision__accepted=True).order_by("-version").first()
    if row is None:
        return None
    return Policy(row.version, row.low_value_limit_minor, row.risk_limit_minor, row.made_at)


def still_allows(version: int, exemption: str) -> bool:
    """Whether this version is in force still, and lets this be claimed now. One statement."""
    policy = in_force()
    if policy is None or policy.version != version or policy.is_off:
        return False
    return exemption != Exemption.RISK_ANALYSIS or not has_lapsed(policy)


def has_lapsed(policy: Policy) -> bool:
    """Whether the fraud rate that the acquirer declared for it is out of date."""
    return exemptions.has_lapsed(policy.declared_at, clock.now())


def versions(limit: int = 50) -> tuple[VersionView, ...]:
    """The newest versions first. One statement."""
    rows = ExemptionPolicy.objects.select_related("decision").order_by("-version")[:limit]
    found: list[VersionView] = []
    current = True
    for row in rows:
        decision = getattr(row, "decision", None)
        state = "proposed" if decision is None else "rejected"
        if decision is not None and decision.accepted:
            state, current = ("in_force" if current else "replaced"), False
        found.append(
            VersionView(
                row.id,
                row.version,
                row.low_value_limit_minor,
                row.risk_limit_minor,
                row.fraud_rate_bps,
                row.reason,
                row.made_by,
                row.made_at,
                state,
                decision.decided_by if decision else None,
                decision.decided_at if decision else None,
            )
        )
    return tuple(found)


@action
def propose(
    *,
    low_value_limit_minor: int,
    risk_limit_minor: int,
    fraud_rate_bps: int,
    reason: str,
    actor: Actor,
) -> UUID:
    """Keep a version for a second person to decide on. Limits are euro cents, 0 is off.

    Raises :class:`Refusal` for what the law does not allow, without a reason, and while another
    proposal waits.
    """
    found = exemptions.faults(
        low_value_limit_minor=low_value_limit_minor,
        risk_limit_minor=risk_limit_minor,
        fraud_rate_bps=fraud_rate_bps,
    )
    if found:
        field, words = _FAULTS[found[0]]
        raise _refused("exemption_limit", words, field)
    if not reason.strip():
        raise _refused("reason_missing", _("A proposal needs a reason."), "reason")
    newest = ExemptionPolicy.objects.select_related("decision").order_by("-version").first()
    if newest is not None and getattr(newest, "decision", None) is None:
        raise _waiting()
    row = _add(
        version=newest.version + 1 if newest else 1,
        low_value_limit_minor=low_value_limit_minor,
        risk_limit_minor=risk_limit_minor,
        fraud_rate_bps=fraud_rate_bps if risk_limit_minor else 0,
        reason=reason.strip()[:LONGEST_REASON],
        actor=actor,
    )
    return row.id


def _add(*, actor: Actor, **asked: Any) -> ExemptionPolicy:
    try:
        with transaction.atomic():
            row = ExemptionPolicy.objects.create(
                made_by=_person(actor), made_at=clock.now(), **asked
            )
    except IntegrityError:  # somebody else proposed in the same moment
        raise _waiting() from None
    _audited(row, actor, "exemptions.propose")
    return row


@action
def decide(*, policy_id: UUID, accept: bool, actor: Actor) -> None:
    """Put a proposal into force, or reject it. Decided twice the same way counts once.

    Raises :class:`NotAllowed` when who proposed it would accept it, and :class:`Refusal` when
    it was decided otherwise. Who proposed it may take it back, which is a rejection.
    """
    row = ExemptionPolicy.objects.select_related("decision").filter(id=policy_id).first()
    if row is None:
        raise _refused("proposal_unknown", _("There is no such proposal."))
    decision = getattr(row, "decision", None)
    if decision is not None:
        if decision.accepted != accept:
            raise _refused("proposal_decided", _("This proposal is decided already."))
        return
    if accept and row.made_by == actor.id:
        raise NotAllowed(
            _("Who proposed it cannot put it into force."),
            code="second_person_needed",
            next_step=_("Ask somebody else of finance or administration."),
        )
    _decide(row, actor, accept=accept, only_stops=False)


@action
def stop(*, reason: str, actor: Actor) -> None:
    """Have every payment confirmed from now on. One person may do that, at once; a proposal that
    waits is rejected with it, and what somebody accepts in the same moment is stopped too.
    Nothing happens when nothing is allowed and nothing waits."""
    for look in range(1, LOOKS + 1):
        try:
            return _stop(reason, actor)
        except Refusal as refused:  # it wrote nothing of what was refused
            if refused.code not in OVERTAKEN or look == LOOKS:
                raise


def _stop(reason: str, actor: Actor) -> None:
    waiting = ExemptionPolicy.objects.filter(decision=None).order_by("-version").first()
    if waiting is not None:
        _decide(waiting, actor, accept=False, only_stops=False)
    policy = in_force()
    if policy is None or policy.is_off:
        return
    policy_id = propose(
        low_value_limit_minor=0, risk_limit_minor=0, fraud_rate_bps=0, reason=reason, actor=actor
    )
    _decide(ExemptionPolicy.objects.get(id=policy_id), actor, accept=True, only_stops=True)


def _decide(row: ExemptionPolicy, actor: Actor, *, accept: bool, only_stops: bool) -> None:
    try:
        with transaction.atomic():
            ExemptionDecision.objects.create(
                policy=row,
                accepted=accept,
                only_stops=only_stops,
                made_by=row.made_by,
                decided_by=_person(actor),
                decided_at=clock.now(),
            )
    except IntegrityError:  # somebody else decided in the same moment
        raise _refused("proposal_decided", _("This proposal is decided already.")) from None
    _audited(row, actor, "exemptions.accept" if accept else "exemptions.reject")
    if accept and row.risk_limit_minor:
        fraud_rate.measure()


def _person(actor: Actor) -> UUID:
    if actor.id is None:
        raise ValueError("a policy is made by persons")
    return actor.id


def _audited(row: ExemptionPolicy, actor: Actor, act: str) -> None:
    audit.record(
        actor=actor,
        act=act,
        subject_kind="exemption_policy",
        subject_id=row.id,
        version=row.version,
        low_value_limit_minor=row.low_value_limit_minor,
        risk_limit_minor=row.risk_limit_minor,
        fraud_rate_bps=row.fraud_rate_bps,
    )


def _waiting() -> Refusal:
    return _refused("proposal_waits", _("Another proposal waits to be decided."))


def _refused(code: str, what: str, field: str = "") -> Refusal:
    return Refusal(
        code,
        what,
        not_done=_("The policy stays as it is."),
        next_step=(
            _("Correct it, then try again.")
            if field
            else _("Look at the policy as it stands now, then try again.")
        ),
        field=field,
        status=422,
    )
