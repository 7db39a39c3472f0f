"""Cases: opening one, offers, evidence, mediation, decision and appeal."""

from typing import Annotated, Literal
from uuid import UUID

from django.http import HttpRequest
from ninja import File, Form, Query
from ninja.files import UploadedFile

from fondaco.kernel.errors import NotFound
from fondaco.market.cases import appeal, decide, evidence, mediate, offer
from fondaco.market.cases import open as opening
from fondaco.market.cases.queries import lists, one
from fondaco.market.web.api.door import Resource, write_key
from fondaco.market.web.api.paging import Cursor, page_of
from fondaco.market.web.api.resources.case_shapes import (
    Acceptance,
    Case,
    CaseReferenceMade,
    Cases,
    EvidenceTerms,
    NewCase,
    NewDecision,
    NewOffer,
    Plea,
    case_shape,
    summaries,
)
from fondaco.market.web.api.who import MEMBER, member_of, shop_of

router = Resource()


def _side(request: HttpRequest, case_id: UUID) -> str:
    side = one.side_of(case_id, member_of(request))
    if not side:
        raise NotFound("There is no such case.", code="case_not_found")
    return side


def _present(request: HttpRequest, case_id: UUID) -> Case:
    return case_shape(one.case(case_id, side=_side(request, case_id)))


@router.read("/cases", Cases, auth=MEMBER)
def list_cases(request: HttpRequest, cursor: Cursor = "") -> Cases:
    """The member's cases as a buyer, newest first."""
    return summaries(lists.cases_of_buyer(member_of(request), page_of(cursor)))


@router.read("/shop/cases", Cases, auth=MEMBER)
def list_shop_cases(
    request: HttpRequest,
    which: Annotated[Literal["due", "open", "closed"], Query("due")] = "due",
    cursor: Cursor = "",
) -> Cases:
    """The cases about the member's shop."""
    return summaries(lists.cases_of_seller(shop_of(request), which, page_of(cursor)))


@router.read("/desk/cases", Cases, auth=MEMBER)
def list_mediation_queue(
    request: HttpRequest,
    which: Annotated[
        Literal["mine", "unassigned", "signatures", "fraud", "all"], Query("mine")
    ] = "mine",
    cursor: Cursor = "",
) -> Cases:
    """What the house has to decide, what is due first on top."""
    return summaries(lists.mediation_queue(member_of(request), which, page_of(cursor)))


@router.write("POST", "/orders/{uuid:order_id}/cases", CaseReferenceMade, status=201, auth=MEMBER)
def open_case(request: HttpRequest, order_id: UUID, case: NewCase) -> CaseReferenceMade:
    """The buyer says what is wrong; the money of these lines is held at once."""
    case_id = opening.open_case(
        order_id=order_id,
        line_ids=case.line_ids,
        reason=case.reason,
        statement=case.statement,
        wanted=case.wanted,
        wanted_minor=case.wanted_minor,
        member_id=member_of(request),
        key=write_key(request),
    )
    return CaseReferenceMade(case_id=case_id)


@router.read("/cases/{uuid:case_id}", Case, auth=MEMBER)
def get_case(request: HttpRequest, case_id: UUID) -> Case:
    """A case, as the caller's side sees it."""
    return _present(request, case_id)


@router.write("POST", "/cases/{uuid:case_id}/offers", Case, auth=MEMBER)
def make_offer(request: HttpRequest, case_id: UUID, proposal: NewOffer) -> Case:
    """The side that is waited for proposes something."""
    offer.make_offer(
        case_id=case_id,
        side=_side(request, case_id),
        member_id=member_of(request),
        kind=proposal.kind,
        amount_minor=proposal.amount_minor,
        text=proposal.text,
        key=write_key(request),
    )
    return _present(request, case_id)


@router.write("POST", "/cases/{uuid:case_id}/accept", Case, auth=MEMBER)
def accept_offer(request: HttpRequest, case_id: UUID, acceptance: Acceptance) -> Case:
    """Accept the other side's proposal: money moves, or the return begins, at once."""
    offer.accept(
        case_id=case_id,
        side=_side(request, case_id),
        member_id=member_of(request),
        offer_id=acceptance.offer_id,
        key=write_key(request),
    )
    return _present(request, case_id)


@router.write("POST", "/cases/{uuid:case_id}/withdraw", Case, auth=MEMBER)
def withdraw_case(request: HttpRequest, case_id: UUID) -> Case:
    """The buyer ends the case; the money is held no longer."""
    offer.withdraw(case_id=case_id, member_id=member_of(request), key=write_key(request))
    return _present(request, case_id)


@router.write("POST", "/cases/{uuid:case_id}/evidence", Case, auth=MEMBER)
def add_evidence(
    request: HttpRequest,
    case_id: UUID,
    terms: Annotated[EvidenceTerms, Form()],
    pictures: Annotated[list[UploadedFile], File([], description="Up to eight pictures.")] = [],  # noqa: B006 - ninja's way
) -> Case:
    """Show something: a text, or pictures with a text."""
    side = _side(request, case_id)
    drafts = [
        evidence.Draft(
            "picture" if terms.kind == "statement" else terms.kind,
            terms.text,
            evidence.prepare(file.read()),
            terms.for_mediator_only,
        )
        for file in pictures[: evidence.MOST_AT_ONCE + 1]
    ]
    evidence.add(
        case_id=case_id,
        side=side,
        member_id=member_of(request),
        drafts=drafts or [evidence.Draft(terms.kind, terms.text, None, terms.for_mediator_only)],
        key=write_key(request),
    )
    return _present(request, case_id)


@router.write("POST", "/cases/{uuid:case_id}/mediation", Case, auth=MEMBER)
def ask_mediation(request: HttpRequest, case_id: UUID, plea: Plea) -> Case:
    """A side asks for a mediator."""
    mediate.ask(
        case_id=case_id,
        side=_side(request, case_id),
        member_id=member_of(request),
        text=plea.text,
        key=write_key(request),
    )
    return _present(request, case_id)


@router.write("POST", "/cases/{uuid:case_id}/take", Case, auth=MEMBER)
def take_case(request: HttpRequest, case_id: UUID) -> Case:
    """A mediator without a tie takes a case that nobody could be drawn for."""
    mediate.take(case_id=case_id, mediator_id=member_of(request))
    return _present(request, case_id)


@router.write("POST", "/cases/{uuid:case_id}/decision", Case, auth=MEMBER)
def decide_case(request: HttpRequest, case_id: UUID, decision: NewDecision) -> Case:
    """The mediator decides, with reasons; money moves with the decision."""
    decide.decide(
        case_id=case_id,
        mediator_id=member_of(request),
        kind=decision.kind,
        amount_minor=decision.amount_minor,
        reason_code=decision.reason_code,
        text=decision.text,
        evidence_ids=decision.evidence_ids,
        key=write_key(request),
    )
    return _present(request, case_id)


@router.write("POST", "/cases/{uuid:case_id}/appeal", Case, auth=MEMBER)
def appeal_decision(request: HttpRequest, case_id: UUID, plea: Plea) -> Case:
    """Ask once for a second decision, by another mediator."""
    appeal.appeal(
        case_id=case_id,
        side=_side(request, case_id),
        member_id=member_of(request),
        text=plea.text,
        key=write_key(request),
    )
    return _present(request, case_id)
