"""Reads of bank transfers, bank payments to buyers, and credit: frozen values, never rows."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.conf import settings
from django.db.models import Q

from fondaco.kernel.errors import NotFound
from fondaco.market.ledger import queries as books
from fondaco.market.ledger.rules import AccountKind, AccountRef
from fondaco.market.payments.lifecycle import (
    IntentState,
    OutgoingState,
    RefundState,
    TransferState,
)
from fondaco.market.payments.models import ExpectedTransfer, OutgoingPayment, Refund
from fondaco.market.payments.refund_choice import may_be_credit
from fondaco.market.payments.rules.transfer import printed

PAGE_SIZE = 50
DESK_PAGE = 100


@dataclass(frozen=True, slots=True)
class ReceiptView:
    """Money that came for a transfer: ``back_minor`` is what did not pay, or went back."""

    amount_minor: int
    back_minor: int
    sender_name: str
    sender_iban_end: str
    booked_date: date


@dataclass(frozen=True, slots=True)
class TransferView:
    """What a buyer transfers, where to, by when, and what has come; references printed in
    groups of four have spaces."""

    id: UUID
    intent_id: UUID
    state: str
    reference: str
    reference_printed: str
    iban: str
    iban_printed: str
    holder_name: str
    amount_minor: int
    held_minor: int
    missing_minor: int
    currency: str
    until_date: date
    chosen_at: datetime
    paid_at: datetime | None
    receipts: tuple[ReceiptView, ...]


def transfer_of(intent_id: UUID) -> TransferView | None:
    """The transfer that was ever chosen for a payment. Two statements."""
    row = ExpectedTransfer.objects.filter(intent_id=intent_id).select_related("intent").first()
    if row is None:
        return None
    receipts = tuple(
        ReceiptView(
            amount_minor=each.amount_minor,
            back_minor=each.amount_minor - each.kept_minor + each.back_minor,
            sender_name=each.sender_name,
            sender_iban_end=each.sender_iban[-4:],
            booked_date=each.booked_date,
        )
        for each in row.receipts.order_by("id")
    )
    return TransferView(
        id=row.id,
        intent_id=row.intent_id,
        state=row.state,
        reference=row.reference,
        reference_printed=printed(row.reference),
        iban=row.iban,
        iban_printed=printed(row.iban),
        holder_name=settings.FONDACO_BANK_ACCOUNT_NAME,
        amount_minor=row.amount_minor,
        held_minor=row.held_minor,
        missing_minor=row.amount_minor - row.held_minor,
        currency=row.intent.currency,
        until_date=row.until_date,
        chosen_at=row.chosen_at,
        paid_at=row.paid_at,
        receipts=receipts,
    )


@dataclass(frozen=True, slots=True)
class OpenTransferView:
    """A transfer that money is expected for, as the finance desk sees it."""

    reference_printed: str
    payment_reference: str
    amount_minor: int
    held_minor: int
    currency: str
    until_date: date
    state: str


def open_transfers() -> tuple[OpenTransferView, ...]:
    """Transfers that money is expected for, those due first; at most one page. One statement."""
    rows = ExpectedTransfer.objects.filter(
        state__in=[TransferState.WAITING, TransferState.PARTLY]
    ).select_related("intent")
    return tuple(
        OpenTransferView(
            printed(row.reference),
            row.intent.reference,
            row.amount_minor,
            row.held_minor,
            row.intent.currency,
            row.until_date,
            row.state,
        )
        for row in rows.order_by("until_date", "id")[:DESK_PAGE]
    )


@dataclass(frozen=True, slots=True)
class OutgoingView:
    """A bank payment to a buyer. ``end_to_end_id`` is what their bank finds it by."""

    id: UUID
    refund_id: UUID | None
    purpose: str
    amount_minor: int
    currency: str
    iban_end: str
    holder_name: str
    state: str
    reason: str
    end_to_end_id: str
    made_at: datetime
    due_at: datetime
    sent_at: datetime | None
    booked_at: datetime | None
    ended_at: datetime | None


def _outgoing(row: OutgoingPayment) -> OutgoingView:
    return OutgoingView(
        id=row.id,
        refund_id=row.refund_id,
        purpose=row.purpose,
        amount_minor=row.amount_minor,
        currency=row.currency,
        iban_end=row.iban[-4:],
        holder_name=row.holder_name,
        state=row.state,
        reason=row.reason,
        end_to_end_id=row.end_to_end_id,
        made_at=row.made_at,
        due_at=row.due_at,
        sent_at=row.sent_at,
        booked_at=row.booked_at,
        ended_at=row.ended_at,
    )


def outgoing_in(batch_id: UUID) -> tuple[OutgoingView, ...]:
    """The payments to buyers of one file, in its order."""
    rows = OutgoingPayment.objects.filter(batch=batch_id).order_by("id")
    return tuple(_outgoing(row) for row in rows)


@dataclass(frozen=True, slots=True)
class RefundChoiceView:
    """A refund with all that its buyer's page shows. ``route`` card, transfer, credit or
    account; ``card`` is empty unless a card paid; ``payments`` are its bank payments."""

    id: UUID
    member_id: UUID
    intent_id: UUID
    checkout_id: UUID
    reference: str
    cause_kind: str
    cause_id: UUID
    amount_minor: int
    currency: str
    state: str
    route: str
    may_be_credit: bool
    is_disputed: bool
    reason: str
    network_reference: str
    requested_at: datetime
    sent_at: datetime | None
    settled_at: datetime | None
    refused_at: datetime | None
    chosen_at: datetime | None
    held_until: datetime | None
    payments: tuple[OutgoingView, ...]


def refund_choice(refund_id: UUID) -> RefundChoiceView:
    """One refund with its bank payments; raises :class:`NotFound`. Two statements."""
    row = Refund.objects.filter(id=refund_id).select_related("intent").first()
    if row is None:
        raise NotFound("There is no such refund.", code="refund_unknown")
    return _choice(row, tuple(_outgoing(each) for each in row.outgoing.order_by("id")))


def waiting_choices() -> tuple[RefundChoiceView, ...]:
    """Refused refunds that wait for their buyers, oldest first; at most one page."""
    rows = Refund.objects.filter(state=RefundState.REFUSED).select_related("intent")
    return tuple(_choice(row, ()) for row in rows.order_by("refused_at", "id")[:DESK_PAGE])


def _choice(row: Refund, payments: tuple[OutgoingView, ...]) -> RefundChoiceView:
    return RefundChoiceView(
        id=row.id,
        member_id=row.intent.member_id,
        intent_id=row.intent_id,
        checkout_id=row.intent.reference_id,
        reference=row.intent.reference,
        cause_kind=row.cause_kind,
        cause_id=row.cause_id,
        amount_minor=row.amount_minor,
        currency=row.intent.currency,
        state=row.state,
        route=row.route,
        may_be_credit=may_be_credit(row),
        is_disputed=row.intent.disputed_at is not None,
        reason=row.reason,
        network_reference=row.network_reference,
        requested_at=row.requested_at,
        sent_at=row.sent_at,
        settled_at=row.settled_at,
        refused_at=row.refused_at,
        chosen_at=row.chosen_at,
        held_until=row.held_until,
        payments=payments,
    )


def refunds_without_charge(member_id: UUID) -> tuple[RefundChoiceView, ...]:
    """Transferred money on its way back that paid for nothing at all, newest first; at most one
    page. What belongs to a payment that was made is listed with it."""
    rows = Refund.objects.filter(intent__member_id=member_id, of_capture=False)
    found = rows.exclude(intent__state=IntentState.SUCCEEDED).select_related("intent")
    return tuple(_choice(row, ()) for row in found.order_by("-id")[:PAGE_SIZE])


def owner_of_refund(refund_id: UUID) -> UUID | None:
    """The member whose refund it is; None when there is no such refund."""
    rows = Refund.objects.filter(id=refund_id)
    return rows.values_list("intent__member_id", flat=True).first()


@dataclass(frozen=True, slots=True)
class CreditView:
    """A member's credit in one currency, in minor units."""

    currency: str
    balance_minor: int


@dataclass(frozen=True, slots=True)
class CreditMove:
    """One movement of credit. ``amount_minor`` is positive for what came; ``kind`` refund, paid,
    moved_out or came_back; ``subject_id`` the refund, the payment or the bank payment."""

    at: datetime
    kind: str
    amount_minor: int
    currency: str
    subject_id: UUID


_KINDS = {
    AccountKind.ESCROW: "paid",
    AccountKind.REFUND_IN_TRANSIT: "moved_out",
    AccountKind.BUYER_DEBT: "owed",
}


_CAME = {"outgoing": "came_back", "statement_line": "added"}


def credits_of(member_id: UUID) -> tuple[CreditView, ...]:
    """The member's credit by currency, only currencies with any. One statement."""
    found = books.balances_of_owner(AccountKind.BUYER_WALLET, str(member_id))
    return tuple(CreditView(code, minor) for code, minor in sorted(found.items()) if minor)


def credit_of(member_id: UUID, currency: str) -> int:
    """The member's credit in one currency, minor units."""
    return books.balance(AccountRef(AccountKind.BUYER_WALLET, str(member_id), currency))


def credit_moves(member_id: UUID) -> tuple[CreditMove, ...]:
    """The newest movements of a member's credit, newest first; one a business act."""
    moves: dict[UUID, CreditMove] = {}
    for each in books.latest_movements(owner=str(member_id), limit=PAGE_SIZE * 4):
        came = each.to_account.kind is AccountKind.BUYER_WALLET
        went = each.from_account.kind is AccountKind.BUYER_WALLET
        if came == went:
            continue
        kind = _came_as(each.cause_kind) if came else _KINDS[each.to_account.kind]
        signed = each.amount_minor if came else -each.amount_minor
        before = moves.get(each.entry_id)
        moves[each.entry_id] = CreditMove(
            at=each.posted_at,
            kind=kind,
            amount_minor=signed + (before.amount_minor if before else 0),
            currency=each.to_account.currency,
            subject_id=each.cause_id,
        )
    return tuple(moves.values())[:PAGE_SIZE]


def _came_as(cause_kind: str) -> str:
    return _CAME.get(cause_kind, "refund")


def moves_under_way(member_id: UUID) -> tuple[OutgoingView, ...]:
    """Credit on its way to the member's bank, and what went or came back lately; newest first."""
    rows = OutgoingPayment.objects.filter(member_id=member_id, purpose="credit")
    return tuple(_outgoing(row) for row in rows.order_by("-id")[:PAGE_SIZE])


def way_facts(intent_ids: Iterable[UUID]) -> dict[UUID, str]:
    """For payments made by transfer, the end of the account that sent the money. One statement."""
    rows = ExpectedTransfer.objects.filter(
        Q(state=TransferState.PAID), intent_id__in=set(intent_ids)
    ).values_list("intent_id", "receipts__sender_iban")
    return {intent_id: iban[-4:] for intent_id, iban in rows if iban}


def back_totals() -> dict[str, int]:
    """Counts for the finance desk: bank payments to buyers that wait or are out."""
    return {
        "waiting": OutgoingPayment.objects.filter(state=OutgoingState.WAITING).count(),
        "out": OutgoingPayment.objects.filter(
            state__in=[OutgoingState.MADE, OutgoingState.SENT]
        ).count(),
    }
