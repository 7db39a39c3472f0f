"""Bank payments to buyers, and back to whoever sent us money that is not ours.

The money stands on the account of refunds in transit from the moment the payment is decided
until the bank's statement shows that it has left. What the bank sends back stands again where
it can be given another way: the refund, the buyer's credit, or the line nobody could place.
"""

from collections.abc import Iterable
from datetime import date, datetime
from typing import Any
from uuid import UUID

from fondaco.kernel import clock, outbox
from fondaco.kernel.ids import new_id
from fondaco.kernel.transaction import action
from fondaco.market.ledger import actions as ledger
from fondaco.market.ledger.rules import AccountKind, AccountRef, TransferDraft
from fondaco.market.members import queries as members
from fondaco.market.payments import pain001, refund_bank
from fondaco.market.payments.early_return import waits_for_booking
from fondaco.market.payments.lifecycle import OUTGOING, OutgoingEvent, OutgoingState
from fondaco.market.payments.models import OutgoingPayment, PayoutBatch, StatementLine
from fondaco.market.payments.rules.payout import NO_FILE
from fondaco.money import payee_name

MOST_IN_FILE = 500


def order(
    *,
    purpose: str,
    amount_minor: int,
    currency: str,
    iban: str,
    holder_name: str,
    text: str,
    due_at: datetime,
    bic: str = "",
    key: str = "",
    **belongs_to: Any,
) -> OutgoingPayment:
    """Write down a payment that goes with the first file from ``due_at`` on.

    ``purpose``: refund, credit or line; ``belongs_to`` names its row (``refund``, ``receipt``,
    ``line``, ``member_id``). Who calls has posted the money to :func:`held_on`, or does now.
    """
    payment_id = new_id()
    return OutgoingPayment.objects.create(
        id=payment_id,
        key=key or f"outgoing:{payment_id}",
        purpose=purpose,
        amount_minor=amount_minor,
        currency=currency,
        iban=iban,
        bic=bic,
        holder_name=_carried(holder_name),
        text=text[:140],
        end_to_end_id=f"RB{payment_id.hex}",
        made_at=clock.now(),
        due_at=due_at,
        **belongs_to,
    )


def _carried(holder_name: str) -> str:
    """A sender's name is as another bank wrote it; money is sent back by the IBAN."""
    name = holder_name.strip()[: payee_name.LONGEST].strip()
    return name if payee_name.is_fit(name) else "Account holder"


def held_on(payment: OutgoingPayment) -> AccountRef:
    """The account that the money stands on until the bank has paid it."""
    owner = payment.refund_id or payment.id
    return AccountRef(AccountKind.REFUND_IN_TRANSIT, str(owner), payment.currency)


def post(payment: OutgoingPayment, what: str, source: AccountRef, target: AccountRef) -> None:
    """The whole payment from one account to another, once for each ``what``."""
    ledger.post(
        key=f"outgoing-{what}:{payment.id}",
        cause_kind="outgoing",
        cause_id=payment.id,
        transfers=[TransferDraft(source, target, payment.amount_minor)],
    )


def due() -> dict[str, list[UUID]]:
    """Currency to the payments that go with the next file, as far as one can be made."""
    found: dict[str, list[UUID]] = {}
    rows = _due_rows().order_by("id").values_list("id", "currency")
    for payment_id, currency in rows:
        if pain001.carries(currency):
            found.setdefault(currency, []).append(payment_id)
    return found


def _due_rows() -> Any:
    # A refund whose hold is not over yet, or was taken back, is not to be paid.
    rows = OutgoingPayment.objects.filter(state=OutgoingState.WAITING, due_at__lte=clock.now())
    return rows.exclude(refund__state__in=["held", "refused", "credited", "settled"])


@action
def make_batch(*, day: date, currency: str, payment_ids: list[UUID]) -> UUID | None:
    """Put waiting payments into one file; None when nothing is left to put in.

    Credit of a member whose payments are frozen stays where it is.
    """
    rows = list(
        _due_rows()
        .filter(id__in=payment_ids[:MOST_IN_FILE], currency=currency)
        .select_for_update(of=("self",))
        .order_by("id")
    )
    taken = [row for row in rows if not _is_frozen(row)]
    if not taken:
        return None
    batch_id = new_id()
    batch = PayoutBatch.objects.create(
        id=batch_id,
        key=f"back:{batch_id}",
        business_date=day,
        currency=currency,
        made_at=clock.now(),
    )
    for row in taken:
        row.batch = batch
        row.state = OUTGOING.after(OutgoingState.WAITING, OutgoingEvent.PUT_IN_FILE)
        row.save(update_fields=["batch", "state"])
    return batch.id


def _is_frozen(row: OutgoingPayment) -> bool:
    return (
        row.purpose == "credit"
        and row.member_id is not None
        and members.payments_frozen(row.member_id, lock=True)
    )


def record_taken(batch: PayoutBatch, rejected: dict[str, str]) -> None:
    """The bank has taken the file, but for ``rejected`` (end-to-end id to ISO reason)."""
    for row in _made(batch):
        if row.end_to_end_id in rejected:
            _come_back(row, OutgoingEvent.FILE_REFUSED, rejected[row.end_to_end_id])
            continue
        row.state = OUTGOING.after(OutgoingState.MADE, OutgoingEvent.FILE_TAKEN)
        row.sent_at = clock.now()
        row.save(update_fields=["state", "sent_at"])
        if row.purpose == "refund":
            refund_bank.sent(row)


def record_refused(batch: PayoutBatch, refusal: str) -> None:
    """The bank took nothing of the file."""
    for row in _made(batch):
        _come_back(row, OutgoingEvent.FILE_REFUSED, refusal)


def leave_out(batch: PayoutBatch, end_to_end_ids: set[str]) -> None:
    """No file can carry these: their money stands where it can be given another way."""
    for row in _made(batch):
        if row.end_to_end_id in end_to_end_ids:
            _come_back(row, OutgoingEvent.FILE_REFUSED, NO_FILE)


def _made(batch: PayoutBatch) -> Iterable[OutgoingPayment]:
    return list(
        OutgoingPayment.objects.select_for_update()
        .filter(batch=batch, state=OutgoingState.MADE)
        .order_by("id")
    )


@action
def record_booked(*, payment_id: UUID) -> bool:
    """The statement shows that the money has left.

    False when it was known, or the money never should have left: the line is for a person.
    """
    row = OutgoingPayment.objects.select_for_update().get(id=payment_id)
    if not OUTGOING.takes(OutgoingState(row.state), OutgoingEvent.BOOKED):
        return _book_late(row)
    row.state = OUTGOING.after(OutgoingState(row.state), OutgoingEvent.BOOKED)
    row.booked_at = row.ended_at = clock.now()
    row.save(update_fields=["state", "booked_at", "ended_at"])
    post(row, "booked", held_on(row), _cash(row))
    if row.purpose == "refund":
        refund_bank.booked(row)
    elif row.purpose == "credit":
        outbox.emit("credit.moved", row.id, **about(row))
    return True


def _book_late(row: OutgoingPayment) -> bool:
    if row.booked_at or not waits_for_booking(row.id):
        return False
    row.booked_at = clock.now()
    row.save(update_fields=["booked_at"])
    post(row, "booked", held_on(row), _cash(row))
    return True


@action
def record_returned(*, payment_id: UUID, reason: str) -> bool:
    """The statement shows that the other bank sent the money back; False when it was known."""
    row = OutgoingPayment.objects.select_for_update().get(id=payment_id)
    if not OUTGOING.takes(OutgoingState(row.state), OutgoingEvent.RETURNED):
        return False
    _come_back(row, OutgoingEvent.RETURNED, reason)
    return True


def _come_back(row: OutgoingPayment, event: OutgoingEvent, reason: str) -> None:
    row.state = OUTGOING.after(OutgoingState(row.state), event)
    row.reason = reason[:200]
    row.ended_at = clock.now()
    row.save(update_fields=["state", "reason", "ended_at"])
    # What was returned came in at the bank, though its booking may not be known yet.
    came_in = event is OutgoingEvent.RETURNED
    source = _cash(row) if came_in else held_on(row)
    if row.purpose == "refund":
        if came_in:
            post(row, "returned", source, held_on(row))
        refund_bank.returned(row)
        return
    if row.purpose == "credit":
        target = AccountRef(AccountKind.BUYER_WALLET, str(row.member_id), row.currency)
        outbox.emit("credit.returned", row.id, reason=row.reason, **about(row))
    else:
        target = AccountRef(AccountKind.UNMATCHED, "", row.currency)
        _reopen(row)
    post(row, "returned", source, target)


def _reopen(row: OutgoingPayment) -> None:
    """The line waits for a person again: its money could not go back."""
    StatementLine.objects.filter(outgoing=row).update(
        resolved_at=None, note=f"sent back, but it came back: {row.reason}"[:280]
    )


def cancel(row: OutgoingPayment) -> None:
    """It will not be paid; refuses when it is in a file already. The caller moves the money."""
    row.state = OUTGOING.after(OutgoingState(row.state), OutgoingEvent.CANCELLED)
    row.ended_at = clock.now()
    row.save(update_fields=["state", "ended_at"])


def _cash(row: OutgoingPayment) -> AccountRef:
    return AccountRef(AccountKind.BANK_CASH, "", row.currency)


def about(row: OutgoingPayment) -> dict[str, str | int]:
    """What events of a payment of credit carry."""
    return {
        "member_id": str(row.member_id),
        "amount_minor": row.amount_minor,
        "currency": row.currency,
        "iban_end": row.iban[-4:],
        "end_to_end_id": row.end_to_end_id,
    }
