"""Decisions: by the mediator who has the case, with reasons; above a threshold by two."""

from collections.abc import Sequence
from uuid import UUID

from fondaco.kernel import audit, clock
from fondaco.kernel.errors import NotAllowed, Refusal
from fondaco.kernel.text import marked as _
from fondaco.kernel.transaction import action
from fondaco.market.cases import blind, consequences, money
from fondaco.market.cases.assigning import eligible_for
from fondaco.market.cases.mediate import check_free_of_ties, check_mediator
from fondaco.market.cases.models import Case, Decision, Evidence, Proposal
from fondaco.market.cases.moving import Act, done_before, lock_case, possible, step
from fondaco.market.cases.rules.decisions import Draft, Kind, checked, postage_by
from fondaco.market.cases.rules.reasons import Reason
from fondaco.market.cases.rules.words import Event, Role, State

_EVENTS = {
    Kind.REFUND: Event.DECIDE_REFUND,
    Kind.RETURN: Event.DECIDE_RETURN,
    Kind.NOTHING: Event.DECIDE_NOTHING,
    Kind.UPHOLD: Event.UPHOLD,
}


@action
def decide(
    *,
    case_id: UUID,
    mediator_id: UUID,
    kind: str,
    amount_minor: int = 0,
    reason_code: str,
    text: str,
    evidence_ids: Sequence[UUID] = (),
    key: str,
    seen: str = "",
) -> str:
    """Decide a case in mediation or on appeal: ``decided``, or ``proposed`` where the amount
    needs a second mediator's signature (:func:`confirm`).

    Money moves with the decision, in the same transaction. On appeal ``amount_minor`` is the
    buyer's in all. ``seen`` is the mark of the consequence that the mediator has looked at:
    refused when it is another now. The same key again changes nothing and returns the same.
    """
    case = lock_case(case_id)
    if done_before(case, key):
        return "proposed" if Proposal.objects.filter(case=case).exists() else "decided"
    check_mediator(case, mediator_id)
    _check_state(case)
    draft = _draft(case, kind, amount_minor, reason_code, text)
    consequences.check_seen(case, draft, seen)
    counted = _counted(case, evidence_ids)
    if possible(case, Event.PROPOSE, Role.MEDIATOR):
        # Always a new row: who signs names what they have read.
        Proposal.objects.filter(case=case).delete()
        Proposal.objects.create(
            case=case,
            mediator_id=mediator_id,
            kind=draft.kind,
            amount_minor=draft.amount_minor,
            reason_code=draft.reason_code,
            text=draft.text,
            evidence_ids=counted,
            made_at=clock.now(),
        )
        act = Act(key, mediator_id, detail=draft.kind, amount_minor=draft.amount_minor)
        step(case, Event.PROPOSE, Role.MEDIATOR, act)
        _record(case, mediator_id, "case.decision_proposed", draft)
        return "proposed"
    _carry_out(case, draft, counted, mediator_id, None, key)
    return "decided"


@action
def confirm(
    *, case_id: UUID, proposal_id: UUID, mediator_id: UUID, key: str, seen: str = ""
) -> None:
    """The second signature: another mediator without a tie carries the proposal out; ``seen``
    as for :func:`decide`."""
    case = lock_case(case_id)
    if done_before(case, key):
        return
    proposal = Proposal.objects.filter(case=case, id=proposal_id).first()
    if proposal is None:
        raise _gone()
    _check_second(case, proposal, mediator_id)
    _check_state(case)
    draft = _draft(case, proposal.kind, proposal.amount_minor, proposal.reason_code, proposal.text)
    consequences.check_seen(case, draft, seen)
    first, counted = proposal.mediator_id, list(proposal.evidence_ids)
    _carry_out(case, draft, counted, first, mediator_id, key)


def look(
    *,
    case_id: UUID,
    mediator_id: UUID,
    kind: str,
    amount_minor: int,
    reason_code: str,
    text: str,
) -> consequences.Consequence:
    """What this decision would do, before it is made; refuses what could not be decided."""
    case = Case.objects.get(id=case_id)
    check_mediator(case, mediator_id)
    _check_state(case)
    return consequences.of(case, _draft(case, kind, amount_minor, reason_code, text))


def look_at_proposal(
    *, case_id: UUID, proposal_id: UUID, mediator_id: UUID
) -> consequences.Consequence:
    """What a second signature under this proposal would do."""
    case = Case.objects.get(id=case_id)
    found = Proposal.objects.filter(case=case, id=proposal_id).first()
    if found is None:
        raise _gone()
    _check_second(case, found, mediator_id)
    _check_state(case)
    draft = _draft(case, found.kind, found.amount_minor, found.reason_code, found.text)
    return consequences.of(case, draft)


def _check_second(case: Case, proposal: Proposal, mediator_id: UUID) -> None:
    if proposal.mediator_id == mediator_id:
        raise NotAllowed(
            _("The second signature is another person's."), code="second_signature_own"
        )
    check_free_of_ties(case, mediator_id)
    _check_first(case, proposal.mediator_id)


def _gone() -> Refusal:
    return Refusal(
        "proposal_gone",
        _("This decision does not wait for a signature any more, or was changed since."),
        not_done=_("Nothing was decided and no money moved."),
        next_step=_("Open the case again and read what waits for a signature now, if any."),
    )


def _check_first(case: Case, mediator_id: UUID) -> None:
    """Whoever signed first must still have the case, without a tie to a side."""
    if case.mediator_id == mediator_id and eligible_for(case, [mediator_id]):
        return
    raise Refusal(
        "first_signature_void",
        _("Whoever signed first no longer has this case, or has a tie to one of the sides."),
        not_done=_("Nothing was decided and no money moved."),
        next_step=_("The mediator who has the case now decides it anew."),
    )


def _check_state(case: Case) -> None:
    if State(case.state) not in {State.MEDIATION, State.APPEAL}:
        raise Refusal(
            "case_decided",
            _("There is nothing to decide in this case now."),
            not_done=_("Nothing was decided and no money moved."),
            next_step=_("Open the case again: it may have been decided, or settled."),
        )


def _draft(case: Case, kind: str, amount_minor: int, reason_code: str, text: str) -> Draft:
    try:
        chosen = Kind(kind)
    except ValueError:
        raise Refusal(
            "decision_invalid", _("Choose what is decided."), field="kind", status=422
        ) from None
    return checked(
        Draft(chosen, amount_minor, reason_code, text),
        left_minor=money.left_minor(case),
        paid_back_minor=case.refunded_minor,
        on_appeal=case.state == State.APPEAL,
    )


def _counted(case: Case, evidence_ids: Sequence[UUID]) -> list[str]:
    known = Evidence.objects.filter(case=case, id__in=list(evidence_ids))
    return [str(each) for each in known.order_by("id").values_list("id", flat=True)]


def _carry_out(
    case: Case,
    draft: Draft,
    counted: list[str],
    mediator_id: UUID,
    second_id: UUID | None,
    key: str,
) -> None:
    on_appeal = case.state == State.APPEAL
    if draft.kind is not Kind.UPHOLD:
        case.agreed_minor = draft.amount_minor
    number = Decision.objects.filter(case=case).count() + 1
    act = Act(key, second_id or mediator_id, draft.text, draft.reason_code, draft.amount_minor)
    step(case, _EVENTS[draft.kind], Role.MEDIATOR, act)
    made = Decision.objects.create(
        case=case,
        number=number,
        is_appeal=on_appeal,
        mediator_id=mediator_id,
        second_mediator_id=second_id,
        kind=draft.kind,
        amount_minor=draft.amount_minor,
        reason_code=draft.reason_code,
        text=draft.text,
        evidence_ids=counted,
        postage_by=postage_by(Reason(case.reason), label_by=case.label_by)
        if draft.kind is Kind.RETURN
        else "",
        made_at=clock.now(),
    )
    if not on_appeal:
        blind.draw(case, made)
    _record(case, second_id or mediator_id, "case.decided", draft)


def _record(case: Case, mediator_id: UUID, act: str, draft: Draft) -> None:
    audit.record(
        actor=audit.Actor("mediator", mediator_id),
        act=act,
        subject_kind="case",
        subject_id=case.id,
        kind=draft.kind.value,
        amount_minor=draft.amount_minor,
        reason_code=draft.reason_code,
    )
