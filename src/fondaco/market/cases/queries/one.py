"""One case with everything about it, as one side sees it."""

from uuid import UUID

from fondaco.kernel import clock
from fondaco.kernel.errors import NotFound
from fondaco.kernel.text import marked as _
from fondaco.market.cases import evidence as evidence_verbs
from fondaco.market.cases import lifecycle, money
from fondaco.market.cases.models import (
    Appeal,
    Case,
    CaseEvent,
    CaseLine,
    Decision,
    Evidence,
    Offer,
    Proposal,
)
from fondaco.market.cases.moving import standing_of, terms_of
from fondaco.market.cases.open import order_facts
from fondaco.market.cases.rules import telling
from fondaco.market.cases.rules.amounts import over
from fondaco.market.cases.rules.decisions import REASON_CODES
from fondaco.market.cases.rules.reasons import CHOICES, REASONS, Reason, openable
from fondaco.market.cases.rules.standing import at_stake, facts_of
from fondaco.market.cases.rules.waits import wait_of
from fondaco.market.cases.rules.words import Event, Role, State
from fondaco.market.cases.values import (
    AppealView,
    CaseView,
    DecisionView,
    EvidenceView,
    LineView,
    OfferView,
    Opening,
    ProposalView,
    ReturnView,
    StepView,
)
from fondaco.market.members import queries as members
from fondaco.market.payments import queries as payments
from fondaco.market.trade import queries as trade
from fondaco.market.trade.carriers.registry import CARRIERS, name_of


def waits_for(row: Case) -> str:
    """The party's name: buyer, seller, mediator, carrier, …; empty in a closed case."""
    if row.state == State.EVIDENCE_ASKED:
        return row.asked_side
    wait = wait_of(State(row.state))
    return wait.party if wait else ""


def side_of(case_id: UUID, member_id: UUID) -> str:
    """``buyer``, ``seller``, ``mediator``, or "" for somebody without business in it."""
    row = Case.objects.filter(id=case_id).values_list("buyer_id", "seller_id").first()
    if row is None:
        return ""
    if row[0] == member_id:
        return "buyer"
    staff = members.staff_of(member_id)
    if staff is not None and staff.seller_id == row[1]:
        return "seller"
    house = {"mediator", "finance", "admin"}
    return "mediator" if members.roles_of(member_id) & house else ""


def case(case_id: UUID, *, side: str = "buyer") -> CaseView:
    """One case as ``side`` (buyer, seller, mediator) sees it; raises :class:`NotFound`."""
    row = Case.objects.filter(id=case_id).first()
    if row is None:
        raise NotFound(_("There is no such case."), code="case_not_found")
    terms, state, reason = terms_of(row), State(row.state), Reason(row.reason)
    left = money.left_minor(row)
    facts = facts_of(standing_of(row, left), terms)
    silence = lifecycle.find(state, Event.SILENCE, Role.CLOCK, facts)
    needs = REASONS[reason]
    for_desk = side == "mediator"
    return CaseView(
        id=row.id,
        reference=row.reference,
        order_id=row.order_id,
        order_reference=row.order_reference,
        buyer_id=row.buyer_id,
        seller_id=row.seller_id,
        reason=row.reason,
        reason_title=needs.title,
        statement=row.statement,
        wanted=row.wanted,
        wanted_words=telling.WANTED_WORDS[row.wanted],
        wanted_minor=row.wanted_minor,
        amount_minor=row.amount_minor,
        left_minor=left,
        refunded_minor=row.refunded_minor,
        agreed_minor=row.agreed_minor,
        currency=row.currency,
        state=row.state,
        state_words=telling.STATE_WORDS[row.state],
        waits_for=waits_for(row),
        due_at=row.due_at,
        then=telling.then(silence),
        explained=lifecycle.explain(state),
        outcome=row.outcome,
        outcome_words=telling.OUTCOME_WORDS.get(row.outcome, ""),
        is_serial=row.is_serial and for_desk,
        needs_two=over(at_stake(left, row.refunded_minor), terms.two_signatures_over, row.currency),
        opened_at=row.opened_at,
        closed_at=row.closed_at,
        mediator_id=row.mediator_id,
        asked_side=row.asked_side,
        asked_text=row.asked_text,
        buyer_was_asked=row.buyer_was_asked,
        seller_was_asked=row.seller_was_asked,
        lines=_lines(row),
        steps=_steps(row),
        offers=_offers(row),
        evidence=_evidence(row, side),
        decisions=_decisions(row),
        proposal=_proposal(row) if for_desk else None,
        appeal=_appeal(row),
        parcel=_parcel(row),
        refunds=tuple(payments.refunds([row.id]).get(row.id, ())),
        may=_may(row, side, facts),
        buyer_needs=needs.buyer_evidence,
        seller_needs=needs.seller_evidence,
    )


def _may(row: Case, side: str, facts: lifecycle.Facts) -> frozenset[str]:
    if row.due_at is not None and row.due_at <= clock.now():
        return frozenset()
    found: set[str] = set()
    for role in (Role.MEDIATOR, Role.PLATFORM) if side == "mediator" else (Role(side),):
        found |= {event.value for event in lifecycle.may(State(row.state), role, facts)}
    if row.state in evidence_verbs.TAKEN_IN and not evidence_verbs.missed(row, side):
        found.add("evidence")
    asked_all = row.buyer_was_asked and row.seller_was_asked
    return frozenset(found - ({Event.ASK_EVIDENCE.value} if asked_all else set()))


def _lines(row: Case) -> tuple[LineView, ...]:
    lines = CaseLine.objects.filter(case=row).order_by("line_id")
    return tuple(
        LineView(each.line_id, each.listing_id, each.version_id, each.title, each.quantity)
        for each in lines
    )


def _steps(row: Case) -> tuple[StepView, ...]:
    steps = CaseEvent.objects.filter(case=row).order_by("position")
    return tuple(
        StepView(
            at=each.at,
            event=each.event,
            role=each.role,
            actor_id=each.actor_id,
            from_state=each.from_state,
            to_state=each.to_state,
            amount_minor=each.amount_minor,
            detail=each.detail,
            text=each.text,
            title=telling.STEP_WORDS.get((each.event, each.role), each.event),
        )
        for each in steps
    )


def _offers(row: Case) -> tuple[OfferView, ...]:
    offers = Offer.objects.filter(case=row).order_by("position")
    return tuple(
        OfferView(
            each.id,
            each.side,
            each.kind,
            telling.OFFER_WORDS[each.kind],
            each.amount_minor,
            each.text,
            each.made_at,
        )
        for each in offers
    )


def _evidence(row: Case, side: str) -> tuple[EvidenceView, ...]:
    rows = Evidence.objects.filter(case=row).order_by("added_at", "id")
    return tuple(
        EvidenceView(
            id=each.id,
            side=each.side,
            kind=each.kind,
            text=each.text,
            has_picture=bool(each.sha256),
            width=each.width,
            height=each.height,
            source_sha256=each.source_sha256,
            for_mediator_only=each.for_mediator_only,
            added_at=each.added_at,
        )
        for each in rows
        if evidence_verbs.visible(each, side=side)
    )


def _decisions(row: Case) -> tuple[DecisionView, ...]:
    return tuple(
        DecisionView(
            id=each.id,
            number=each.number,
            is_appeal=each.is_appeal,
            kind=each.kind,
            amount_minor=each.amount_minor,
            reason_code=each.reason_code,
            reason_text=REASON_CODES[each.reason_code],
            text=each.text,
            evidence_ids=tuple(UUID(one) for one in each.evidence_ids),
            postage_by=each.postage_by,
            made_at=each.made_at,
            mediator_id=each.mediator_id,
            second_mediator_id=each.second_mediator_id,
        )
        for each in Decision.objects.filter(case=row).order_by("number")
    )


def _proposal(row: Case) -> ProposalView | None:
    found = Proposal.objects.filter(case=row).first()
    if found is None:
        return None
    return ProposalView(
        found.id,
        found.mediator_id,
        found.kind,
        found.amount_minor,
        found.reason_code,
        REASON_CODES[found.reason_code],
        found.text,
        found.made_at,
    )


def _appeal(row: Case) -> AppealView | None:
    found = Appeal.objects.filter(case=row).first()
    return AppealView(found.side, found.text, found.made_at) if found else None


def _parcel(row: Case) -> ReturnView | None:
    number = row.return_number or row.replacement_number
    if not number and not row.label_by:
        return None
    carrier = row.return_carrier or row.replacement_carrier
    known = CARRIERS.get(carrier)
    return ReturnView(
        kind="return" if row.label_by else "replacement",
        label_by=row.label_by,
        carrier=carrier,
        carrier_name=name_of(carrier),
        tracking_number=number,
        tracking_url=known.tracking_url(number) if known and number else "",
        scanned_at=row.return_scanned_at,
        arrived_at=row.return_arrived_at,
        weight_grams=row.return_weight_grams,
    )


def openings(order_id: UUID) -> tuple[Opening, ...]:
    """Each reason a buyer may choose for this order, and whether it is open to them now."""
    order = trade.order(order_id)
    terms = trade.policy(order.policy_version).cases
    found = []
    for reason in CHOICES:
        words = REASONS[reason]
        verdict = openable(reason, order_facts(order), clock.now(), terms)
        found.append(
            Opening(
                reason.value,
                words.title,
                words.hint,
                words.buyer_evidence,
                verdict.allowed,
                verdict.why,
                verdict.opens_at,
            )
        )
    return tuple(found)
