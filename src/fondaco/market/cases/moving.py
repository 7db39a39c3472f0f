"""Carrying out one row of the case's table: state, deadline, effects, step, news.

Every verb goes through :func:`step`. Locks are taken in this order: the case, then what trade
locks (order, lines). A verb's key makes it count once: see :func:`done_before`.
"""

from dataclasses import dataclass
from datetime import timedelta
from typing import Any
from uuid import UUID

from fondaco.kernel import audit, clock, deadlines, outbox
from fondaco.kernel.errors import NotAllowed, NotFound, Refusal
from fondaco.kernel.text import marked as _
from fondaco.market.cases import effects, money
from fondaco.market.cases.lifecycle import Row, decide, find
from fondaco.market.cases.models import Case, CaseEvent, CaseLine, Decision, Evidence, Proposal
from fondaco.market.cases.rules import deadlines as rules
from fondaco.market.cases.rules.reasons import Reason
from fondaco.market.cases.rules.standing import Standing, facts_of
from fondaco.market.cases.rules.words import Event, Role, State
from fondaco.market.members import queries as members
from fondaco.market.trade import queries as trade
from fondaco.market.trade.rules.policy import CaseTerms

KIND = "cases.silence"
"""The one deadline of a case."""

PEOPLE = frozenset({Role.BUYER, Role.SELLER, Role.MEDIATOR, Role.PLATFORM})
ACTOR_KINDS = {Role.BUYER: "member", Role.SELLER: "seller"}
"""Whose steps :func:`note` writes in the audit log; mediators' verbs say more of their own."""
SPEAK_FOR_THE_SELLER = frozenset({"owner", "manager"})
DECIDING = frozenset({Event.DECIDE_REFUND, Event.DECIDE_RETURN, Event.DECIDE_NOTHING, Event.UPHOLD})


@dataclass(frozen=True, slots=True)
class Act:
    """What a verb says about its step, for the timeline. ``key`` makes it count once."""

    key: str
    actor_id: UUID | None = None
    text: str = ""
    detail: str = ""
    amount_minor: int | None = None


def lock_case(case_id: UUID) -> Case:
    """The case, locked; raises :class:`NotFound`."""
    case = Case.objects.select_for_update().filter(id=case_id).first()
    if case is None:
        raise NotFound(_("There is no such case."), code="case_not_found")
    return case


def done_before(case: Case, key: str) -> bool:
    """Whether this command was carried out already. Asked under the case's lock."""
    return CaseEvent.objects.filter(case=case, key=key).exists()


def check_side(case: Case, side: str, member_id: UUID) -> None:
    """Refuse somebody who does not speak for this side.

    For the seller an owner or a manager does; who packs parcels agrees to no refunds. Asked
    here, under the case's lock, so that every door has the same answer.
    """
    if side == Role.BUYER:
        if case.buyer_id != member_id:
            raise NotAllowed(_("Only the buyer of this order can do this."))
        return
    staff = members.staff_of(member_id)
    if staff is None or staff.seller_id != case.seller_id:
        raise NotAllowed(_("Only the seller of this order can do this."))
    if staff.role not in SPEAK_FOR_THE_SELLER:
        raise NotAllowed(
            _("Only the shop's owner or a manager answers in a case."),
            code="seller_manager_only",
            next_step=_("Tell one of them: they find the case under Cases."),
        )


def terms_of(case: Case) -> CaseTerms:
    """The numbers that the order was bought under."""
    return trade.policy(case.policy_version).cases


def standing_of(case: Case, left_minor: int) -> Standing:
    """The case's facts for the table's guards."""
    return Standing(
        reason=Reason(case.reason),
        amount_minor=left_minor,
        currency=case.currency,
        now=clock.now(),
        refunded_minor=case.refunded_minor,
        stage=case.stage,
        is_serial=case.is_serial,
        is_repeat=case.is_repeat,
        is_decided=Decision.objects.filter(case=case).exists(),
        is_back=case.return_arrived_at is not None,
        invoice_shown=_invoice_shown(case),
        label_by=case.label_by,
        has_label=bool(case.return_number),
        label_scanned=case.return_scanned_at is not None,
        is_extended=case.is_extended,
        was_reopened=case.was_reopened,
        asked_side=case.asked_side,
        is_authenticated=case.is_authenticated,
        interrupted=State(case.interrupted_state) if case.interrupted_state else None,
        outcome=case.outcome,
        closed_at=case.closed_at,
    )


def _invoice_shown(case: Case) -> bool:
    """An invoice is a file: words about one are a statement."""
    shown = Evidence.objects.filter(case=case, side="seller", kind="invoice")
    return shown.exclude(sha256="").exists()


def possible(case: Case, event: Event, role: Role) -> bool:
    """Whether the table has a row for this now."""
    facts = facts_of(standing_of(case, money.left_minor(case)), terms_of(case))
    return find(State(case.state), event, role, facts) is not None


def clock_of(case: Case) -> rules.Clock:
    """The case's times, for the rules."""
    return rules.Clock(
        now=clock.now(),
        opened_at=case.opened_at,
        country=case.seller_country,
        reason=Reason(case.reason),
        stopped=timedelta(seconds=case.stopped_s),
        stopped_at=case.stopped_at,
        mediation_from=case.mediation_from_at,
        stage=case.stage,
        due_at=case.due_at,
        interrupted=State(case.interrupted_state) if case.interrupted_state else None,
    )


def step(case: Case, event: Event, role: Role, act: Act) -> Row:
    """Take the table's step on a locked case, with its effects, and tell the news.

    Raises the table's refusal, and ``case_time_over`` for people after the deadline.
    """
    terms = terms_of(case)
    before = State(case.state)
    if role in PEOPLE and case.due_at is not None and case.due_at <= clock.now():
        raise Refusal(
            "case_time_over",
            _("The time for this is over; the case goes on by itself."),
            not_done=_("Nothing was changed and no money moved."),
            next_step=_("Open the case again in a minute: it shows what comes next."),
        )
    if event is Event.SILENCE:
        case.is_serial = money.is_serial(case, terms)
    facts = facts_of(standing_of(case, money.left_minor(case)), terms)
    row = decide(before, event, role, facts)
    _keep_times(case, rules.after(clock_of(case), row, terms))
    case.state = row.next
    if before is State.EVIDENCE_ASKED and row.next is State.MEDIATION:
        case.asked_side = ""
    if row.outcome:
        case.outcome = row.outcome
    if row.event is not Event.PROPOSE:
        # A signature is one on the case as it was when it was given.
        Proposal.objects.filter(case=case).delete()
    for effect in row.effects:
        effects.EFFECTS[effect](case, act.key)
    if row.next is State.CLOSED:
        case.closed_at = clock.now()
        CaseLine.objects.filter(case=case).update(is_open=False)
        deadlines.cancel_deadline(kind=KIND, subject_id=case.id)
    elif case.due_at is not None:
        deadlines.set_deadline(kind=KIND, subject_id=case.id, due_at=case.due_at)
    case.save()
    note(case, event, role, act, before=before)
    _tell(case, row, act)
    return row


def _keep_times(case: Case, after: rules.Clock) -> None:
    case.stopped_s = int(after.stopped.total_seconds())
    case.stopped_at = after.stopped_at
    case.mediation_from_at = after.mediation_from
    case.stage = after.stage
    case.interrupted_state = after.interrupted or ""
    case.due_at = after.due_at


def note(case: Case, event: str, role: Role, act: Act, *, before: str = "") -> None:
    """Write one line of the timeline, and in the audit log what a side did."""
    position = CaseEvent.objects.filter(case=case).count() + 1
    CaseEvent.objects.create(
        case=case,
        position=position,
        key=act.key,
        at=clock.now(),
        event=event,
        role=role,
        actor_id=act.actor_id,
        from_state=before,
        to_state=case.state,
        amount_minor=act.amount_minor,
        detail=act.detail,
        text=act.text,
    )
    if act.actor_id is not None and role in ACTOR_KINDS:
        audit.record(
            actor=audit.Actor(ACTOR_KINDS[role], act.actor_id),
            act=f"case.{event}",
            subject_kind="case",
            subject_id=case.id,
            **({} if act.amount_minor is None else {"amount_minor": act.amount_minor}),
        )


def tell(name: str, case: Case, **more: Any) -> None:
    """Emit news about a case with what every handler may count on."""
    data: dict[str, Any] = {
        "order_id": str(case.order_id),
        "buyer_id": str(case.buyer_id),
        "seller_id": str(case.seller_id),
        "reference": case.order_reference,
        "case_reference": case.reference,
        "reason": case.reason,
        "state": str(case.state),
        "outcome": case.outcome,
        "amount_minor": case.amount_minor,
        "refunded_minor": case.refunded_minor,
        "currency": case.currency,
    }
    outbox.emit(name, case.id, **(data | more))


def _tell(case: Case, row: Row, act: Act) -> None:
    if row.event in DECIDING:
        tell("case.decided", case, amount_minor=act.amount_minor or 0)
    if row.next is State.CLOSED:
        tell("case.closed", case, amount_minor=case.refunded_minor)
    elif row.event not in DECIDING:
        tell("case.moved", case)
