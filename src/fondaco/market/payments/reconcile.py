"""The bank's statement against our books, a day at a time; what does not match is for a person.

Every line is posted, whatever it is, so that bank cash in the books is the bank's balance: what
nobody can place stands on the account of unmatched money until a person places it.
"""

import base64
import binascii
import logging
from datetime import date, timedelta
from urllib.parse import quote
from uuid import UUID

from django.conf import settings

from fondaco.kernel import audit, clock
from fondaco.kernel.audit import Actor
from fondaco.kernel.errors import InDoubt, NotFound, Refusal
from fondaco.kernel.text import marked as _
from fondaco.kernel.transaction import action
from fondaco.kernel.wire import PeerUnavailable
from fondaco.market.ledger import actions as ledger
from fondaco.market.ledger import queries as books
from fondaco.market.ledger.rules import AccountKind, AccountRef, TransferDraft
from fondaco.market.payments import pay_out
from fondaco.market.payments.gateways.chosen import gateway
from fondaco.market.payments.lifecycle import AttemptState
from fondaco.market.payments.models import (
    Attempt,
    Payout,
    PayoutBatch,
    Statement,
    StatementLine,
)
from fondaco.market.payments.rules import camt
from fondaco.market.payments.rules.camt import Line
from fondaco.market.payments.rules.matching import Match, MatchKind, PayoutFacts, match

log = logging.getLogger(__name__)

MOST_DAYS = 120
"""Days read in one run; a job that runs again goes on."""

PLACES = {
    "acquirer": AccountKind.ACQUIRER_RECEIVABLE,
    "cost": AccountKind.PROCESSING_COST,
    "loss": AccountKind.PLATFORM_LOSS,
    "fee": AccountKind.PLATFORM_FEE,
    "tax": AccountKind.TAX,
    "chargeback_fee": AccountKind.CHARGEBACK_FEE,
}
"""Where a person may place an unmatched line."""


def run_daily() -> None:
    """The job: read every day that is over and not read yet, oldest first."""
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
    row = Statement.objects.create(
        iban=iban,
        day_date=day,
        document=document,
        opening_minor=statement.opening.get("EUR"),
        closing_minor=statement.closing.get("EUR"),
        read_at=clock.now(),
    )
    payouts = {
        payout.end_to_end_id: PayoutFacts(payout.id, payout.amount_minor, payout.currency)
        for payout in Payout.objects.filter(
            end_to_end_id__in=[line.end_to_end_id for line in statement.lines]
        )
    }
    unpaid: dict[str, int] = {}
    for line in statement.lines:
        if line.currency not in unpaid:
            unpaid[line.currency] = _captured_and_not_paid(line.currency)
        found = match(line, payouts, receivable_minor=unpaid[line.currency])
        if found.kind is MatchKind.SETTLEMENT:
            unpaid[line.currency] -= line.amount_minor
        _record_line(row, line, found)
    return row.id


def _captured_and_not_paid(currency: str) -> int:
    """What was ever captured less what the acquirer has paid for it.

    Refunds and chargebacks do not lessen it: they may be known to us before the settlement of
    their capture is, and are taken off one that comes later.
    """
    kind = AccountKind.ACQUIRER_RECEIVABLE
    causes = ("intent", "statement_line", "practice")
    return sum(books.moved_for(cause, kind, currency) for cause in causes)


def _record_line(statement: Statement, line: Line, found: Match) -> None:
    stored = StatementLine.objects.create(
        statement=statement,
        position=line.position,
        amount_minor=line.amount_minor,
        currency=line.currency,
        booked_date=line.booked_date,
        end_to_end_id=line.end_to_end_id[:35],
        bank_reference=line.bank_reference[:140],
        counterparty=line.counterparty[:140],
        remittance=line.remittance[:280],
        match_kind=found.kind,
        match_id=found.payout_id,
        note=found.note,
    )
    if not line.amount_minor:
        return
    if found.kind is MatchKind.PAYOUT_BOOKED and found.payout_id:
        pay_out.record_booked(payout_id=found.payout_id)
    elif found.kind is MatchKind.PAYOUT_RETURNED and found.payout_id:
        pay_out.record_returned(payout_id=found.payout_id, reason=line.remittance)
    else:
        target = {
            MatchKind.SETTLEMENT: AccountKind.ACQUIRER_RECEIVABLE,
            MatchKind.COST: AccountKind.PROCESSING_COST,
        }.get(found.kind, AccountKind.UNMATCHED)
        _post(stored, "booked", AccountKind.BANK_CASH, target)


def _post(line: StatementLine, what: str, source: AccountKind, target: AccountKind) -> None:
    """Money that came in goes from ``source`` to ``target``, money that went out the other way."""
    came_in = AccountRef(source, "", line.currency), AccountRef(target, "", line.currency)
    one, other = came_in if line.amount_minor > 0 else came_in[::-1]
    ledger.post(
        key=f"statement-{what}:{line.id}",
        cause_kind="statement_line",
        cause_id=line.id,
        transfers=[TransferDraft(one, other, abs(line.amount_minor))],
    )


@action
def place(*, line_id: UUID, place: str, note: str, actor: Actor) -> None:
    """A person says what an unmatched line is; the money moves there from the unmatched account.

    ``place`` is a key of :data:`PLACES`; the note says why and is kept. Raises :class:`Refusal`.
    """
    line = StatementLine.objects.select_for_update().filter(id=line_id).first()
    if line is None or line.match_kind != MatchKind.UNMATCHED:
        raise NotFound(_("There is no such unmatched line."), code="line_unknown")
    if line.resolved_at is not None:
        raise Refusal(
            "line_placed",
            _("Somebody has placed this line already."),
            not_done=_("Nothing was changed."),
        )
    if place not in PLACES:
        raise Refusal("place_unknown", _("Choose what this money is."), field="place", status=422)
    if len(note.strip()) < 5:
        raise Refusal(
            "note_missing",
            _("Write in a few words how you know what this money is."),
            not_done=_("Nothing was changed."),
            field="note",
            status=422,
        )
    line.note = note.strip()[:280]
    line.resolved_at = clock.now()
    line.save(update_fields=["note", "resolved_at"])
    _post(line, "placed", AccountKind.UNMATCHED, PLACES[place])
    audit.record(
        actor=actor,
        act="statement_line.place",
        subject_kind="statement_line",
        subject_id=line.id,
        place=place,
        amount_minor=line.amount_minor,
        currency=line.currency,
    )
