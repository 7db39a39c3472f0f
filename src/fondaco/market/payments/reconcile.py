"""The bank's statement against our books, a day at a time; what does not match is for a person.

Every line is posted, whatever it is, so that bank cash in the books is the bank's balance: what
nobody can place stands on the account of unmatched money until a person places it.
"""

import base64
import binascii
import logging
from dataclasses import replace
from datetime import date, timedelta
from urllib.parse import quote
from uuid import UUID

from django.conf import settings

from fondaco.kernel import clock, rows
from fondaco.kernel.errors import InDoubt, Refusal
from fondaco.kernel.transaction import action
from fondaco.kernel.wire import PeerUnavailable
from fondaco.market.ledger import queries as books
from fondaco.market.ledger.rules import AccountKind
from fondaco.market.payments import pay_out, transfer, transfer_out
from fondaco.market.payments.gateways.chosen import gateway
from fondaco.market.payments.lifecycle import AttemptState
from fondaco.market.payments.models import (
    Attempt,
    ExpectedTransfer,
    OutgoingPayment,
    Payout,
    PayoutBatch,
    Statement,
    StatementLine,
)
from fondaco.market.payments.place import PLACES, decide, place, post
from fondaco.market.payments.rules import camt
from fondaco.market.payments.rules.camt import Line
from fondaco.market.payments.rules.matching import (
    Match,
    MatchKind,
    PayoutFacts,
    Transfers,
    match,
    references_of,
)

__all__ = ["PLACES", "decide", "place", "record_statement", "run", "run_daily"]

log = logging.getLogger(__name__)

OURS = frozenset(
    {
        MatchKind.PAYOUT_BOOKED,
        MatchKind.PAYOUT_RETURNED,
        MatchKind.BACK_BOOKED,
        MatchKind.BACK_RETURNED,
    }
)
"""Lines about a payment of ours, which takes each once."""

TOLD_BEFORE = "the bank told this payment before, or should not have paid it"

MOST_DAYS = 120
"""Days read in one run; a job that runs again goes on."""


def run_daily() -> None:
    """The job: read every day that is over and not read yet, oldest first.

    It runs every hour, so that a buyer's transfer is seen soon after its day is over."""
    iban = settings.FONDACO_BANK_ACCOUNT_IBAN
    if not iban:
        return
    yesterday = clock.today() - timedelta(days=1)
    day = _first_unread(iban)
    for _read in range(MOST_DAYS):
        if day is None or day > yesterday or not run(day):
            return
        day += timedelta(days=1)


def _first_unread(iban: str) -> date | None:
    """The day after the newest one read; at first, the day of the first money that the bank has
    seen: captures of a gateway without clearing never reach it."""
    newest = Statement.objects.filter(iban=iban).order_by("-day_date").first()
    if newest is not None:
        return newest.day_date + timedelta(days=1)
    captured = Attempt.objects.filter(state=AttemptState.CAPTURED)
    cleared = [
        name
        for name in captured.order_by().values_list("gateway", flat=True).distinct()
        if gateway(name).clears
    ]
    starts = (
        captured.filter(gateway__in=cleared)
        .order_by("intent__captured_at")
        .values_list("intent__captured_at", flat=True)
        .first(),
        PayoutBatch.objects.filter(state="sent")
        .order_by("made_at")
        .values_list("made_at", flat=True)
        .first(),
        ExpectedTransfer.objects.order_by("chosen_at").values_list("chosen_at", flat=True).first(),
    )
    return min((moment.date() for moment in starts if moment is not None), default=None)


def run(day: date) -> bool:
    """Fetch and post one day's statement; False when it could not be had, to be tried later.

    A day that is stored already is not fetched again.
    """
    iban = settings.FONDACO_BANK_ACCOUNT_IBAN
    if Statement.objects.filter(iban=iban, day_date=day).exists():
        return True
    try:
        answer = pay_out.bank().get(f"/statements/{quote(iban, safe='')}/{day.isoformat()}")
        document = base64.b64decode(str(answer["document_base64"]), validate=True)
        statement = camt.read(document)
        if statement.iban not in {iban, ""}:
            raise camt.BadStatement("it is another account's")
    except (InDoubt, PeerUnavailable, Refusal) as error:
        log.warning("no statement for %s: %s", day, type(error).__name__)
        return False
    except (KeyError, binascii.Error, camt.BadStatement):
        log.exception("the statement of %s cannot be read", day)
        return False
    record_statement(iban=iban, day=day, document=document, statement=statement)
    return True


@action
def record_statement(*, iban: str, day: date, document: bytes, statement: camt.Statement) -> UUID:
    """Store the day with its lines, match them, post them: all of it once, or nothing."""
    known = Statement.objects.filter(iban=iban, day_date=day).first()
    if known is not None:
        return known.id
    row = rows.add(
        Statement(
            iban=iban,
            day_date=day,
            document=document,
            opening_minor=statement.opening.get("EUR"),
            closing_minor=statement.closing.get("EUR"),
            read_at=clock.now(),
        )
    )
    payouts = {
        payout.end_to_end_id: PayoutFacts(payout.id, payout.amount_minor, payout.currency)
        for payout in Payout.objects.filter(
            end_to_end_id__in=[line.end_to_end_id for line in statement.lines]
        )
    }
    transfers = _transfers(statement)
    counted = set(transfers.counted)
    unpaid: dict[str, int] = {}
    for line in statement.lines:
        if line.currency not in unpaid:
            unpaid[line.currency] = _captured_and_not_paid(line.currency)
        found = match(
            line,
            payouts,
            receivable_minor=unpaid[line.currency],
            transfers=replace(transfers, counted=counted),
        )
        if found.kind is MatchKind.SETTLEMENT:
            unpaid[line.currency] -= line.amount_minor
        elif found.kind is MatchKind.TRANSFER:
            counted.add(line.servicer_reference)
        _record_line(row, line, found)
    return row.id


def _transfers(statement: camt.Statement) -> Transfers:
    """What is known of the transfers that the statement's lines may be about."""
    came_in = [line for line in statement.lines if line.amount_minor > 0]
    named = {each for line in came_in for each in references_of(line)}
    numbers = {line.servicer_reference for line in came_in} - {""}
    return Transfers(
        expected=dict(
            ExpectedTransfer.objects.filter(reference__in=named).values_list("reference", "id")
        ),
        outgoing={
            row.end_to_end_id: PayoutFacts(row.id, row.amount_minor, row.currency)
            for row in OutgoingPayment.objects.filter(
                end_to_end_id__in=[line.end_to_end_id for line in statement.lines]
            )
        },
        counted=frozenset(
            StatementLine.objects.filter(
                servicer_reference__in=numbers, receipt__isnull=False
            ).values_list("servicer_reference", flat=True)
        ),
    )


def _captured_and_not_paid(currency: str) -> int:
    """What was ever captured less what the acquirer has paid for it.

    Refunds and chargebacks do not lessen it: they may be known to us before the settlement of
    their capture is, and are taken off one that comes later.
    """
    kind = AccountKind.ACQUIRER_RECEIVABLE
    return books.moved_for(("intent", "statement_line", "practice"), kind, currency)


def _record_line(statement: Statement, line: Line, found: Match) -> None:
    stored = rows.add(
        StatementLine(
            statement=statement,
            position=line.position,
            amount_minor=line.amount_minor,
            currency=line.currency,
            booked_date=line.booked_date,
            end_to_end_id=line.end_to_end_id[:35],
            bank_reference=line.bank_reference[:140],
            servicer_reference=line.servicer_reference[:35],
            creditor_reference=line.creditor_reference[:35],
            counterparty=line.counterparty[:140],
            counterparty_iban=line.counterparty_iban[:34],
            remittance=line.remittance[:280],
            match_kind=found.kind,
            match_id=found.payout_id,
            note=found.note,
        )
    )
    if not line.amount_minor or _is_taken(stored):
        return
    if stored.match_kind in OURS:
        stored.match_kind = MatchKind.UNMATCHED
        stored.note = TOLD_BEFORE
        stored.save(update_fields=["match_kind", "note"])
    target = {
        MatchKind.SETTLEMENT: AccountKind.ACQUIRER_RECEIVABLE,
        MatchKind.COST: AccountKind.PROCESSING_COST,
    }.get(MatchKind(stored.match_kind), AccountKind.UNMATCHED)
    post(stored, "booked", AccountKind.BANK_CASH, target)


def _is_taken(line: StatementLine) -> bool:
    """Whether a payment of ours or an expected transfer has taken the line, and posted it."""
    payment_id = line.match_id
    if payment_id is None:
        return False
    if line.match_kind == MatchKind.TRANSFER:
        transfer.receive(transfer_id=payment_id, line_id=line.id, source=AccountKind.BANK_CASH)
        return True
    if line.match_kind == MatchKind.PAYOUT_BOOKED:
        return pay_out.record_booked(payout_id=payment_id)
    if line.match_kind == MatchKind.BACK_BOOKED:
        return transfer_out.record_booked(payment_id=payment_id)
    if line.match_kind not in OURS or _was_paid_twice(payment_id):
        return False
    if line.match_kind == MatchKind.PAYOUT_RETURNED:
        return pay_out.record_returned(payout_id=payment_id, reason=line.remittance)
    return transfer_out.record_returned(payment_id=payment_id, reason=line.remittance)


def _was_paid_twice(payment_id: UUID) -> bool:
    """Then what comes back may be the bank's own correction, and a person says which it is."""
    return StatementLine.objects.filter(
        match_kind=MatchKind.UNMATCHED, match_id=payment_id, amount_minor__lt=0, resolved_at=None
    ).exists()
