"""What leaves the cases room: frozen values. Amounts in minor units, times UTC."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID

from fondaco.market.payments.values import RefundView


@dataclass(frozen=True, slots=True)
class LineView:
    """A line that the case is about."""

    line_id: UUID
    listing_id: UUID
    version_id: UUID
    title: str
    quantity: int


@dataclass(frozen=True, slots=True)
class StepView:
    """One step; ``title`` is a marked text. ``text`` is what the side wrote with it."""

    at: datetime
    event: str
    role: str
    actor_id: UUID | None
    from_state: str
    to_state: str
    amount_minor: int | None
    detail: str
    text: str
    title: str


@dataclass(frozen=True, slots=True)
class OfferView:
    """A proposal; ``words`` is its kind as a marked text."""

    id: UUID
    side: str
    kind: str
    words: str
    amount_minor: int
    text: str
    made_at: datetime


@dataclass(frozen=True, slots=True)
class EvidenceView:
    """A piece of evidence; its picture is served by the doors, never by its hash."""

    id: UUID
    side: str
    kind: str
    text: str
    has_picture: bool
    width: int
    height: int
    source_sha256: str
    for_mediator_only: bool
    added_at: datetime


@dataclass(frozen=True, slots=True)
class DecisionView:
    """A decision with its reason as a marked text; on appeal the amount is the buyer's in all."""

    id: UUID
    number: int
    is_appeal: bool
    kind: str
    amount_minor: int
    reason_code: str
    reason_text: str
    text: str
    evidence_ids: tuple[UUID, ...]
    postage_by: str
    made_at: datetime
    mediator_id: UUID
    second_mediator_id: UUID | None


@dataclass(frozen=True, slots=True)
class ProposalView:
    """A decision that waits for a second signature. For desks only."""

    id: UUID
    mediator_id: UUID
    kind: str
    amount_minor: int
    reason_code: str
    reason_text: str
    text: str
    made_at: datetime


@dataclass(frozen=True, slots=True)
class AppealView:
    """The appeal against the decision."""

    side: str
    text: str
    made_at: datetime


@dataclass(frozen=True, slots=True)
class ReturnView:
    """Goods on their way back, or a replacement on its way: ``kind`` return|replacement."""

    kind: str
    label_by: str
    carrier: str
    carrier_name: str
    tracking_number: str
    tracking_url: str
    scanned_at: datetime | None
    arrived_at: datetime | None
    weight_grams: int | None


@dataclass(frozen=True, slots=True)
class CaseView:
    """A case as one side sees it. ``may`` are the events this side can make happen now, and
    ``evidence`` when it may add some; ``then`` is what silence does, half a sentence."""

    id: UUID
    reference: str
    order_id: UUID
    order_reference: str
    buyer_id: UUID
    seller_id: UUID
    reason: str
    reason_title: str
    statement: str
    wanted: str
    wanted_words: str
    wanted_minor: int
    amount_minor: int
    left_minor: int
    refunded_minor: int
    agreed_minor: int | None
    currency: str
    state: str
    state_words: str
    waits_for: str
    due_at: datetime | None
    then: str
    explained: str
    outcome: str
    outcome_words: str
    is_serial: bool
    needs_two: bool
    opened_at: datetime
    closed_at: datetime | None
    mediator_id: UUID | None
    asked_side: str
    asked_text: str
    buyer_was_asked: bool
    seller_was_asked: bool
    lines: tuple[LineView, ...]
    steps: tuple[StepView, ...]
    offers: tuple[OfferView, ...]
    evidence: tuple[EvidenceView, ...]
    decisions: tuple[DecisionView, ...]
    proposal: ProposalView | None
    appeal: AppealView | None
    parcel: ReturnView | None
    refunds: tuple[RefundView, ...]
    may: frozenset[str]
    buyer_needs: tuple[str, ...]
    seller_needs: tuple[str, ...]

    @property
    def standing_offer(self) -> OfferView | None:
        """The latest proposal."""
        return self.offers[-1] if self.offers else None


@dataclass(frozen=True, slots=True)
class CaseCard:
    """A case in a list; ``is_due`` says that the list's reader is waited for."""

    id: UUID
    reference: str
    order_id: UUID
    order_reference: str
    buyer_id: UUID
    seller_id: UUID
    reason: str
    reason_title: str
    state: str
    state_words: str
    waits_for: str
    due_at: datetime | None
    outcome_words: str
    amount_minor: int
    refunded_minor: int
    currency: str
    opened_at: datetime
    closed_at: datetime | None
    titles: tuple[str, ...]
    mediator_id: UUID | None
    is_due: bool = False
    waits_for_signature: bool = False


@dataclass(frozen=True, slots=True)
class Page:
    """One page of a list."""

    items: tuple[CaseCard, ...]
    page: int
    has_next: bool
    counts: Mapping[str, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Figures:
    """Public figures; ``endings`` counts closed cases by how they ended. None without any."""

    cases: int
    orders: int
    per_100_orders_x100: int | None
    endings: Mapping[str, int]
    median_days: float | None


@dataclass(frozen=True, slots=True)
class HouseFigures:
    """Public figures of the whole marketplace: besides the cases themselves, how many are open,
    by which reason, and how often mediators were appealed against, changed, and agreed with."""

    cases: Figures
    open_cases: int
    reasons: Mapping[str, int]
    decisions: int
    appeals: int
    changed: int
    decided_again: int
    alike: int


@dataclass(frozen=True, slots=True)
class Opening:
    """A reason in the form that opens a case: ``allowed`` now, else ``why`` and from when."""

    reason: str
    title: str
    hint: str
    evidence: tuple[str, ...]
    allowed: bool
    why: str
    opens_at: datetime | None


@dataclass(frozen=True, slots=True)
class BuyerFigures:
    """A buyer's paid orders, cases, and refunds in which they kept what they have."""

    orders: int
    cases: int
    refunds_without_return: int
