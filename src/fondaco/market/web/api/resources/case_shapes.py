"""What cases look like on the wire."""

from datetime import datetime
from typing import Annotated, Literal
from uuid import UUID

from ninja import Schema
from pydantic import Field

from fondaco.market.cases.rules.decisions import REASON_CODES
from fondaco.market.cases.values import CaseCard, CaseView, EvidenceView, Page
from fondaco.market.web.api.paging import next_cursor
from fondaco.market.web.api.shapes import Minor

Wanted = Literal["full_refund", "part_refund", "return_refund", "replacement"]
Statement = Annotated[str, Field(min_length=10, max_length=4_000)]


class CaseOffer(Schema):
    """A proposal of one side."""

    offer_id: UUID
    side: str
    kind: str
    amount_minor: int
    text: str
    made_at: datetime


class EvidencePiece(Schema):
    """What one side showed; pictures are seen on the case's page."""

    evidence_id: UUID
    side: str
    kind: str
    text: str
    has_picture: bool
    sha256: str
    added_at: datetime


class Decision(Schema):
    """A mediator's decision with its reasons."""

    decision_id: UUID
    is_appeal: bool
    kind: str
    amount_minor: int
    reason_code: str
    reason: str
    text: str
    made_at: datetime


class CaseStep(Schema):
    """One step of the case."""

    at: datetime
    event: str
    role: str
    from_state: str
    to_state: str
    amount_minor: int | None


class CaseRefund(Schema):
    """A refund that came of the case; ``state``: requested, sent, settled or refused."""

    refund_id: UUID
    amount_minor: int
    state: str
    network_reference: str


class Case(Schema):
    """A case as the caller's side sees it. ``due_at``: when silence decides, as ``then`` says."""

    case_id: UUID
    reference: str
    order_id: UUID
    buyer_id: UUID
    seller_id: UUID
    reason: str
    statement: str
    wanted: str
    wanted_minor: int
    amount_minor: int
    refunded_minor: int
    currency: str
    state: str
    waits_for: str
    due_at: datetime | None
    then: str
    outcome: str
    opened_at: datetime
    closed_at: datetime | None
    mediator_id: UUID | None
    may: list[str]
    line_ids: list[UUID]
    offers: list[CaseOffer]
    evidence: list[EvidencePiece]
    decisions: list[Decision]
    steps: list[CaseStep]
    refunds: list[CaseRefund]


class CaseSummary(Schema):
    """A case in a list."""

    case_id: UUID
    reference: str
    order_id: UUID
    reason: str
    state: str
    waits_for: str
    due_at: datetime | None
    amount_minor: int
    refunded_minor: int
    currency: str
    opened_at: datetime
    closed_at: datetime | None
    mediator_id: UUID | None
    titles: list[str]


class Cases(Schema):
    """A page of cases."""

    items: list[CaseSummary]
    next_cursor: str | None


class NewCase(Schema):
    """What is wrong with lines of an order, and what would make it right."""

    line_ids: list[UUID] = Field(min_length=1, max_length=100)
    reason: Literal[
        "not_received",
        "not_as_described",
        "poor_quality",
        "counterfeit",
        "damaged",
        "wrong_item",
        "missing_parts",
        "refund_not_paid",
        "payment_not_mine",
    ]
    statement: Statement
    wanted: Wanted
    wanted_minor: Minor = 0


class NewOffer(Schema):
    """A proposal; ``nothing`` (sellers only) needs a text that says why."""

    kind: Literal["full_refund", "part_refund", "return_refund", "replacement", "nothing"]
    amount_minor: Minor = 0
    text: str = Field("", max_length=2_000)


class Acceptance(Schema):
    """Which proposal is accepted: the one that was read."""

    offer_id: UUID


class Plea(Schema):
    """What the side says with it."""

    text: str = Field("", max_length=4_000)


class EvidenceTerms(Schema):
    """What the files, or the text alone, show."""

    kind: Literal["statement", "picture", "invoice", "packing", "expert"] = "statement"
    text: str = Field("", max_length=4_000)
    for_mediator_only: bool = False


class NewDecision(Schema):
    """A decision; ``amount_minor`` counts for a refund. ``text`` gives the reasons."""

    kind: Literal["refund", "return", "nothing", "uphold"]
    amount_minor: Minor = 0
    reason_code: Annotated[str, Field(json_schema_extra={"enum": sorted(REASON_CODES)})]
    text: str = Field(min_length=40, max_length=4_000)
    evidence_ids: list[UUID] = Field([], max_length=60)


class CaseReferenceMade(Schema):
    """The case is open."""

    case_id: UUID


def case_shape(view: CaseView) -> Case:
    return Case(
        case_id=view.id,
        reference=view.reference,
        order_id=view.order_id,
        buyer_id=view.buyer_id,
        seller_id=view.seller_id,
        reason=view.reason,
        statement=view.statement,
        wanted=view.wanted,
        wanted_minor=view.wanted_minor,
        amount_minor=view.amount_minor,
        refunded_minor=view.refunded_minor,
        currency=view.currency,
        state=view.state,
        waits_for=view.waits_for,
        due_at=view.due_at,
        then=view.then,
        outcome=view.outcome,
        opened_at=view.opened_at,
        closed_at=view.closed_at,
        mediator_id=view.mediator_id,
        may=sorted(view.may),
        line_ids=[line.line_id for line in view.lines],
        offers=[
            CaseOffer(
                offer_id=each.id,
                side=each.side,
                kind=each.kind,
                amount_minor=each.amount_minor,
                text=each.text,
                made_at=each.made_at,
            )
            for each in view.offers
        ],
        evidence=[_piece(each) for each in view.evidence],
        decisions=_decisions(view),
        steps=[
            CaseStep(
                at=each.at,
                event=each.event,
                role=each.role,
                from_state=each.from_state,
                to_state=each.to_state,
                amount_minor=each.amount_minor,
            )
            for each in view.steps
        ],
        refunds=[
            CaseRefund(
                refund_id=each.id,
                amount_minor=each.amount_minor,
                state=each.state,
                network_reference=each.network_reference,
            )
            for each in view.refunds
        ],
    )


def _decisions(view: CaseView) -> list[Decision]:
    return [
        Decision(
            decision_id=each.id,
            is_appeal=each.is_appeal,
            kind=each.kind,
            amount_minor=each.amount_minor,
            reason_code=each.reason_code,
            reason=each.reason_text,
            text=each.text,
            made_at=each.made_at,
        )
        for each in view.decisions
    ]


def _piece(view: EvidenceView) -> EvidencePiece:
    return EvidencePiece(
        evidence_id=view.id,
        side=view.side,
        kind=view.kind,
        text=view.text,
        has_picture=view.has_picture,
        sha256=view.source_sha256,
        added_at=view.added_at,
    )


def summaries(page: Page) -> Cases:
    return Cases(
        items=[_summary(card) for card in page.items],
        next_cursor=next_cursor(page.page, page.has_next),
    )


def _summary(card: CaseCard) -> CaseSummary:
    return CaseSummary(
        case_id=card.id,
        reference=card.reference,
        order_id=card.order_id,
        reason=card.reason,
        state=card.state,
        waits_for=card.waits_for,
        due_at=card.due_at,
        amount_minor=card.amount_minor,
        refunded_minor=card.refunded_minor,
        currency=card.currency,
        opened_at=card.opened_at,
        closed_at=card.closed_at,
        mediator_id=card.mediator_id,
        titles=list(card.titles),
    )
