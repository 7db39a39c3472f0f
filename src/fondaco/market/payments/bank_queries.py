"""Reads of what passes the bank account: payouts, payment files, statements and lines."""

from datetime import date, timedelta
from typing import Any
from uuid import UUID

from django.conf import settings
from django.db.models import BooleanField, Count, ExpressionWrapper, Max, Q, QuerySet, Sum
from django.db.models.functions import Coalesce

from fondaco.kernel import clock
from fondaco.kernel.errors import NotFound
from fondaco.market.ledger import queries as books
from fondaco.market.ledger.rules import AccountKind, AccountRef
from fondaco.market.members import queries as members
from fondaco.market.payments.models import (
    Payout,
    PayoutBatch,
    PlaceProposal,
    Statement,
    StatementLine,
)
from fondaco.market.payments.payout_back import balance_of, debt_of, unfit_accounts
from fondaco.market.payments.rules.bank_balance import Day, Difference
from fondaco.market.payments.rules.bank_balance import differences as find_differences
from fondaco.market.payments.rules.payout import NO_FILE, WHY_NOT, Candidate, owed, why_not
from fondaco.market.payments.values import (
    BatchView,
    LineView,
    PayoutOutlook,
    PayoutView,
    PlaceProposalView,
    StatementDayView,
)

PAGE_SIZE = 50
MOST_DAYS = 60


def payouts_of(seller_id: UUID, *, page: int = 1) -> tuple[PayoutView, ...]:
    """A seller's payouts, newest first."""
    start = (max(page, 1) - 1) * PAGE_SIZE
    rows = Payout.objects.filter(seller_id=seller_id).order_by("-id")
    return tuple(_payout_view(row) for row in rows[start : start + PAGE_SIZE])


def payouts_in(batch_id: UUID) -> tuple[PayoutView, ...]:
    """The payouts of one batch, in the order of its file."""
    return tuple(_payout_view(row) for row in Payout.objects.filter(batch=batch_id).order_by("id"))


def left_out() -> tuple[PayoutView, ...]:
    """Payouts that no file could carry, newest first; at most one page."""
    rows = Payout.objects.filter(state="returned", reason=NO_FILE).order_by("-id")
    return tuple(_payout_view(row) for row in rows[:PAGE_SIZE])


def _payout_view(row: Payout) -> PayoutView:
    return PayoutView(
        id=row.id,
        batch_id=row.batch_id,
        seller_id=row.seller_id,
        amount_minor=row.amount_minor,
        currency=row.currency,
        iban_end=row.iban[-4:],
        state=row.state,
        reason=row.reason,
        end_to_end_id=row.end_to_end_id,
        made_at=row.made_at,
        sent_at=row.sent_at,
        booked_at=row.booked_at,
        returned_at=row.returned_at,
    )


def next_payout(seller_id: UUID, currency: str) -> PayoutOutlook:
    """What the next payout of a seller would be, less what they owe, and what keeps it."""
    seller = members.seller(seller_id)
    account = members.payout_account(seller_id)
    balance_minor = books.balance(balance_of(seller_id, currency))
    candidate = Candidate(
        is_verified=seller.status == "verified",
        is_frozen=members.payouts_frozen(seller_id),
        has_account=account is not None,
        is_unfit=account is not None
        and (seller_id, account.iban, account.holder_name[:70]) in unfit_accounts([seller_id]),
        held_until=account.held_until if account else None,
        amount_minor=balance_minor
        - owed(balance_minor, books.balance(debt_of(seller_id, currency))),
    )
    code = why_not(candidate, minimum_minor=settings.FONDACO_PAYOUT_MINIMUM_MINOR, now=clock.now())
    return PayoutOutlook(
        amount_minor=candidate.amount_minor,
        currency=currency,
        reason=code,
        words=WHY_NOT.get(code, ""),
        held_until=candidate.held_until,
        iban_end=account.iban[-4:] if account else "",
    )


def batches(*, page: int = 1) -> tuple[BatchView, ...]:
    """Payment files, newest first."""
    start = (max(page, 1) - 1) * PAGE_SIZE
    return tuple(_batch_view(row) for row in _batch_rows()[start : start + PAGE_SIZE])


def batch(batch_id: UUID) -> BatchView:
    """One payment file; raises :class:`NotFound`."""
    row = _batch_rows().filter(id=batch_id).first()
    if row is None:
        raise NotFound("There is no such payment file.", code="batch_unknown")
    return _batch_view(row)


def batch_document(batch_id: UUID) -> bytes:
    """The pain.001 as it was sent; raises :class:`NotFound` while there is none."""
    found = PayoutBatch.objects.filter(id=batch_id).values_list("document", flat=True).first()
    if found is None:
        raise NotFound("There is no such payment file.", code="batch_unknown")
    return bytes(found)


def _batch_rows() -> QuerySet[Any]:
    rows = PayoutBatch.objects.annotate(
        # A batch has payouts or payments to buyers, never both, so that the joins add nothing.
        count=Count("payouts") + Count("outgoing"),
        total_minor=Coalesce(Sum("payouts__amount_minor"), 0)
        + Coalesce(Sum("outgoing__amount_minor"), 0),
        has_document=ExpressionWrapper(Q(document__isnull=False), output_field=BooleanField()),
    )
    return rows.order_by("-business_date", "-id").defer("document")


def _batch_view(row: Any) -> BatchView:
    return BatchView(
        id=row.id,
        business_date=row.business_date,
        currency=row.currency,
        state=row.state,
        count=row.count,
        total_minor=row.total_minor or 0,
        payment_file_id=row.payment_file_id,
        refusal=row.refusal,
        made_at=row.made_at,
        sent_at=row.sent_at,
        has_document=row.has_document,
    )


def statement_days(*, page: int = 1) -> tuple[StatementDayView, ...]:
    """The days with lines, newest first, with how many of them are open."""
    start = (max(page, 1) - 1) * PAGE_SIZE
    is_open = Q(lines__match_kind="unmatched", lines__resolved_at=None)
    rows = Statement.objects.annotate(
        count=Count("lines"), open_count=Count("lines", filter=is_open)
    ).filter(count__gt=0)
    return tuple(
        StatementDayView(
            row.id, row.day_date, row.count, row.open_count, row.closing_minor, row.read_at
        )
        for row in rows.order_by("-day_date").defer("document")[start : start + PAGE_SIZE]
    )


def statement_lines(statement_id: UUID) -> tuple[LineView, ...]:
    """The lines of one day, as the bank listed them."""
    rows = StatementLine.objects.filter(statement=statement_id).order_by("position")
    return tuple(_line_view(row) for row in rows)


def statement_document(statement_id: UUID) -> bytes:
    """The camt.053 as the bank sent it; raises :class:`NotFound`."""
    found = Statement.objects.filter(id=statement_id).values_list("document", flat=True).first()
    if found is None:
        raise NotFound("There is no such statement.", code="statement_unknown")
    return bytes(found)


def read_until() -> date | None:
    """The newest day that was read from the bank, with or without lines."""
    return Statement.objects.aggregate(newest=Max("day_date"))["newest"]


def statement_day(statement_id: UUID) -> StatementDayView:
    """One day that was read from the bank; raises :class:`NotFound`."""
    row = Statement.objects.filter(id=statement_id).defer("document").first()
    if row is None:
        raise NotFound("There is no such statement.", code="statement_unknown")
    lines = StatementLine.objects.filter(statement=row)
    is_open = lines.filter(match_kind="unmatched", resolved_at=None)
    return StatementDayView(
        row.id, row.day_date, lines.count(), is_open.count(), row.closing_minor, row.read_at
    )


def differences() -> tuple[Difference, ...]:
    """Where the balances that the bank stated do not fit its lines, or the newest not the
    books; EUR, newest first, over the last :data:`MOST_DAYS` days that have balances."""
    rows = Statement.objects.filter(
        iban=settings.FONDACO_BANK_ACCOUNT_IBAN,
        opening_minor__isnull=False,
        closing_minor__isnull=False,
    )
    first = rows.order_by("day_date").defer("document").first()
    if first is None:
        return ()
    in_euro = Sum("lines__amount_minor", filter=Q(lines__currency="EUR"))
    newest = rows.annotate(moved_minor=Coalesce(in_euro, 0)).order_by("-day_date")
    fields = ("id", "day_date", "opening_minor", "closing_minor", "moved_minor")
    days = [Day(*values) for values in newest.values_list(*fields)[:MOST_DAYS]]
    cash = AccountRef(AccountKind.BANK_CASH, "", "EUR")
    # What the account held before its first statement is in the books in part at most.
    before = -books.balance_at(cash, first.read_at - timedelta(microseconds=1))
    brought_minor = (first.opening_minor or 0) - before
    return find_differences(days[::-1], books_minor=brought_minor - books.balance(cash))


def line(line_id: UUID) -> LineView:
    """One statement line; raises :class:`NotFound`."""
    row = StatementLine.objects.filter(id=line_id).first()
    if row is None:
        raise NotFound("There is no such line.", code="line_unknown")
    return _line_view(row)


def place_proposal(line_id: UUID) -> PlaceProposalView | None:
    """What somebody said the line is, while it waits for a second person. One statement."""
    row = PlaceProposal.objects.filter(line_id=line_id, decided_at=None).first()
    if row is None:
        return None
    return PlaceProposalView(
        row.id, row.place, row.reference, row.note, row.proposed_by, row.proposed_at
    )


def unmatched_lines() -> tuple[LineView, ...]:
    """Lines that wait for a person, oldest first; at most one page."""
    rows = StatementLine.objects.filter(match_kind="unmatched", resolved_at=None)
    return tuple(_line_view(row) for row in rows.order_by("booked_date", "id")[:PAGE_SIZE])


def _line_view(row: StatementLine) -> LineView:
    return LineView(
        id=row.id,
        booked_date=row.booked_date,
        amount_minor=row.amount_minor,
        currency=row.currency,
        end_to_end_id=row.end_to_end_id,
        bank_reference=row.bank_reference,
        counterparty=row.counterparty,
        remittance=row.remittance,
        match_kind=row.match_kind,
        note=row.note,
        resolved_at=row.resolved_at,
        counterparty_iban=row.counterparty_iban,
        creditor_reference=row.creditor_reference,
    )
