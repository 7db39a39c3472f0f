"""What leaves the payments room: frozen values. Pure."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID


@dataclass(frozen=True, slots=True)
class Allocation:
    """``amount_minor`` of an intent goes to the escrow of ``owner`` (an order's id as text)."""

    owner: str
    amount_minor: int


@dataclass(frozen=True, slots=True)
class MethodView:
    """The card that paid, or is being tried: ``expiry`` "MM/YY", ``kind`` credit|debit|prepaid,
    ``wallet`` google_pay|apple_pay for a device's number, else empty."""

    brand: str
    last_four: str
    expiry: str
    kind: str
    wallet: str = ""

    @property
    def name(self) -> str:
        """By what its owner knows it: the wallet's name, or the brand's."""
        return {"google_pay": "Google Pay", "apple_pay": "Apple Pay"}.get(
            self.wallet, self.brand.title()
        )


@dataclass(frozen=True, slots=True)
class FailureView:
    """Why the last try was not charged. The texts are marked, and translated where shown."""

    code: str
    what: str
    next_step: str


@dataclass(frozen=True, slots=True)
class AuthenticationView:
    """How the issuer knew the cardholder: transStatus, ECI, whether it bears fraud's loss.
    ``is_exempt``: nobody was asked, because we claimed an exemption."""

    trans_status: str
    eci: str
    liability_shift: bool
    version: str
    was_challenged: bool
    is_exempt: bool = False

    @property
    def is_confirmed(self) -> bool:
        """Whether the cardholder's bank confirmed who paid, of its own."""
        return self.trans_status == "Y" and not self.is_exempt


@dataclass(frozen=True, slots=True)
class IntentView:
    """One payment. ``method``, ``failure`` and ``authentication`` are the latest attempt's;
    ``way`` is how it was paid: card, transfer or credit (``method`` is None for the latter two).
    ``statement_descriptor`` is empty where another writes the statement and we do not know it.
    """

    id: UUID
    reference_id: UUID
    reference: str
    member_id: UUID
    state: str
    amount_minor: int
    currency: str
    captured_minor: int
    refunded_minor: int
    payee: str
    statement_descriptor: str
    method: MethodView | None
    failure: FailureView | None
    authentication: AuthenticationView | None
    network_reference: str
    is_disputed: bool
    created_at: datetime
    captured_at: datetime | None
    way: str = "card"


@dataclass(frozen=True, slots=True)
class Step:
    """What the buyer's browser does next. ``kind``: method, challenge, succeeded, declined,
    in_doubt, open (no card given yet), transfer (money is expected by bank) or closed
    (cancelled). ``method`` has url and fields;
    ``challenge`` has acs_url, creq, session_data, window_size."""

    kind: str
    intent_id: UUID
    method: dict[str, Any] | None = None
    challenge: dict[str, Any] | None = None
    failure: FailureView | None = None


@dataclass(frozen=True, slots=True)
class SavedCardView:
    """A member's saved card. ``is_expired`` as of the business date."""

    id: UUID
    brand: str
    last_four: str
    expiry: str
    funding: str
    saved_at: datetime
    is_frozen: bool
    is_expired: bool


@dataclass(frozen=True, slots=True)
class RefundView:
    id: UUID
    intent_id: UUID
    amount_minor: int
    currency: str
    state: str
    cause_kind: str
    cause_id: UUID
    network_reference: str
    requested_at: datetime
    sent_at: datetime | None
    settled_at: datetime | None
    refused_at: datetime | None
    route: str = "card"


@dataclass(frozen=True, slots=True)
class PayoutView:
    id: UUID
    batch_id: UUID
    seller_id: UUID
    amount_minor: int
    currency: str
    iban_end: str
    state: str
    reason: str
    end_to_end_id: str
    made_at: datetime
    sent_at: datetime | None
    booked_at: datetime | None
    returned_at: datetime | None


@dataclass(frozen=True, slots=True)
class PayoutOutlook:
    """A seller's next payout. ``reason`` is empty when nothing keeps it; ``words`` are marked,
    and translated where shown; ``held_until`` may be past."""

    amount_minor: int
    currency: str
    reason: str
    words: str
    held_until: datetime | None
    iban_end: str


@dataclass(frozen=True, slots=True)
class BatchView:
    id: UUID
    business_date: date
    currency: str
    state: str
    count: int
    total_minor: int
    payment_file_id: str
    refusal: str
    made_at: datetime
    sent_at: datetime | None
    has_document: bool
    """False while the file is not written, and for a batch of a practice installation's past."""


@dataclass(frozen=True, slots=True)
class StatementDayView:
    """A day read from the bank: lines, lines that wait for a person, closing balance in EUR."""

    id: UUID
    day_date: date
    count: int
    open_count: int
    closing_minor: int | None
    read_at: datetime


@dataclass(frozen=True, slots=True)
class LineView:
    """A statement line. ``amount_minor`` is positive for money that came in."""

    id: UUID
    booked_date: date
    amount_minor: int
    currency: str
    end_to_end_id: str
    bank_reference: str
    counterparty: str
    remittance: str
    match_kind: str
    note: str
    resolved_at: datetime | None
    counterparty_iban: str = ""
    creditor_reference: str = ""


@dataclass(frozen=True, slots=True)
class PlaceProposalView:
    """What somebody said a statement line is, waiting for a second person."""

    id: UUID
    place: str
    reference: str
    note: str
    proposed_by: UUID
    proposed_at: datetime


@dataclass(frozen=True, slots=True)
class ChargebackView:
    """A chargeback; ``excess_minor`` is the part of it above what was captured."""

    id: UUID
    intent_id: UUID
    reason_code: str
    reason_text: str
    amount_minor: int
    currency: str
    state: str
    opened_at: datetime
    answer_due_at: datetime
    excess_minor: int = 0
    reason_words: str = ""
    answered_at: datetime | None = None
    answer_refusal: str = ""
    """``reason_words`` are marked; ``answer_refusal`` is the code of an answer not taken."""


@dataclass(frozen=True, slots=True)
class AnswerView:
    """Our answer to a chargeback: ``documents`` are (kind, title, text)."""

    chargeback_id: UUID
    summary: str
    documents: tuple[tuple[str, str, str], ...]
    prepared_at: datetime
    sent_at: datetime | None
    refused_at: datetime | None
    refusal: str


@dataclass(frozen=True, slots=True)
class NotMineView:
    """A member's report that a payment was not theirs; ``froze_card`` says that a saved card was
    frozen with it."""

    id: UUID
    intent_id: UUID
    reported_at: datetime
    froze_card: bool
