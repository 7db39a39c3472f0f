"""Calling a mediator, taking a case without one, stepping back, asking a side for evidence."""

from uuid import UUID

from fondaco.kernel import audit
from fondaco.kernel.errors import NotAllowed, Refusal
from fondaco.kernel.text import marked as _
from fondaco.kernel.transaction import action
from fondaco.market.cases.assigning import eligible_for, step_back
from fondaco.market.cases.models import Case, CaseEvent
from fondaco.market.cases.moving import Act, check_side, done_before, lock_case, possible, step
from fondaco.market.cases.rules.words import Event, Role, State
from fondaco.market.members import queries as members

MEDIATING = frozenset({State.MEDIATION, State.APPEAL})
DECIDING_ROLES = frozenset({"mediator", "finance"})
SETTLING_ROLES = DECIDING_ROLES | {"trust", "admin"}
"""Who may settle "payment not mine" before its time: the outcome is the table's, not theirs."""


@action
def ask(*, case_id: UUID, side: str, member_id: UUID, text: str = "", key: str) -> None:
    """A side asks for a mediator, from the first offer on. The same key changes nothing."""
    case = lock_case(case_id)
    check_side(case, side, member_id)
    if not done_before(case, key):
        step(case, Event.MEDIATE, Role(side), Act(key, member_id, text.strip()[:2_000]))


def check_mediator(case: Case, mediator_id: UUID) -> None:
    """Refuse anybody but the mediator who has the case and still may decide it."""
    if case.mediator_id != mediator_id:
        raise NotAllowed(
            _("Another mediator has this case."),
            code="mediator_other",
            next_step=_("You find your own cases in the queue."),
        )
    check_free_of_ties(case, mediator_id)


def check_free_of_ties(
    case: Case, mediator_id: UUID, roles: frozenset[str] = DECIDING_ROLES
) -> None:
    """Refuse those without one of the roles, the buyer, the seller's staff, and those with a
    hand in the case before."""
    if roles.isdisjoint(members.roles_of(mediator_id)):
        raise NotAllowed(_("Only a mediator can do this."))
    if not eligible_for(case, [mediator_id]):
        raise NotAllowed(
            _("You have a tie to one of the sides, or had a hand in this case before."),
            code="mediator_tied",
            next_step=_("Step back, so that somebody else is drawn."),
        )


@action
def take(*, case_id: UUID, mediator_id: UUID) -> None:
    """A mediator without a tie takes a case that nobody could be drawn for. Again: nothing."""
    case = lock_case(case_id)
    if case.mediator_id == mediator_id:
        return
    if case.mediator_id is not None or State(case.state) not in MEDIATING:
        raise Refusal(
            "case_taken",
            _("The case has a mediator, or waits for none."),
            not_done=_("You did not take it."),
        )
    check_free_of_ties(case, mediator_id)
    case.mediator_id = mediator_id
    case.save(update_fields=["mediator_id"])
    _record(case, mediator_id, "case.taken")


@action
def recuse(*, case_id: UUID, mediator_id: UUID, reason: str, key: str) -> None:
    """The mediator steps back; another is drawn. The deadline stays."""
    case = lock_case(case_id)
    if done_before(case, key):
        return
    if case.mediator_id != mediator_id:
        raise NotAllowed(_("Another mediator has this case."), code="mediator_other")
    step_back(case, mediator_id, reason.strip()[:200] or "not given")
    step(case, Event.RECUSE, Role.MEDIATOR, Act(key, mediator_id))
    _record(case, mediator_id, "case.recused")


@action
def ask_evidence(*, case_id: UUID, mediator_id: UUID, side: str, text: str, key: str) -> None:
    """The mediator asks one side to show something; the case's clock stands still. Once a side.

    The same key again changes nothing.
    """
    case = lock_case(case_id)
    if done_before(case, key):
        return
    check_mediator(case, mediator_id)
    asked_before = {"buyer": case.buyer_was_asked, "seller": case.seller_was_asked}
    if asked_before.get(side, True):
        raise Refusal(
            "asked_before",
            _("Each side can be asked for evidence once."),
            not_done=_("Nobody was asked."),
            next_step=_("Decide on what is there."),
            field="side",
        )
    cleaned = text.strip()[:2_000]
    if not cleaned:
        raise Refusal(
            "ask_empty", _("Say what you need to see."), not_done=_("Nobody was asked."),
            field="text", status=422,
        )  # fmt: skip
    case.asked_side, case.asked_text = side, cleaned
    if side == "buyer":
        case.buyer_was_asked = True
    else:
        case.seller_was_asked = True
    step(case, Event.ASK_EVIDENCE, Role.MEDIATOR, Act(key, mediator_id, cleaned, side))
    _record(case, mediator_id, "case.evidence_asked")


@action
def resolve_card_fraud(*, case_id: UUID, member_id: UUID, key: str) -> str:
    """The house settles "payment not mine" before its time, by the table's two rows:
    ``settled``, or ``proposed`` where the amount needs a second person, who does the same.

    The same key again changes nothing and returns the same.
    """
    case = lock_case(case_id)
    if done_before(case, key):
        return "proposed" if case.state == State.CARD_FRAUD else "settled"
    check_free_of_ties(case, member_id, SETTLING_ROLES)
    act = Act(key, member_id)
    if possible(case, Event.PROPOSE, Role.PLATFORM) and not _signed_by_another(case, member_id):
        step(case, Event.PROPOSE, Role.PLATFORM, act)
        _record(case, member_id, "case.card_fraud_signed")
        return "proposed"
    step(case, Event.RESOLVE, Role.PLATFORM, act)
    _record(case, member_id, "case.card_fraud_resolved")
    return "settled"


def _signed_by_another(case: Case, member_id: UUID) -> bool:
    """Whether somebody else, who has no tie now, wanted to settle this case before its time."""
    steps = CaseEvent.objects.filter(case=case, event=Event.PROPOSE, role=Role.PLATFORM)
    others = steps.exclude(actor_id=member_id).values_list("actor_id", flat=True)
    return bool(eligible_for(case, [actor for actor in others if actor is not None]))


def _record(case: Case, member_id: UUID, act: str) -> None:
    audit.record(
        actor=audit.Actor("mediator", member_id),
        act=act,
        subject_kind="case",
        subject_id=case.id,
    )
