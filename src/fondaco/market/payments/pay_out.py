"""Money to bank accounts: sellers' balances, and what goes back to buyers; one file each a
currency and business day.

The money leaves the balance in the transaction that makes the batch, so that it cannot be
spent twice; the file is built and sent after it, under the batch's own key.
"""

import base64
import logging
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.conf import settings
from django.db import IntegrityError, OperationalError, transaction

from fondaco.kernel import audit, clock, outbox, rows
from fondaco.kernel.audit import SYSTEM
from fondaco.kernel.calendar import add_business_days, is_business_day
from fondaco.kernel.errors import InDoubt, Refusal
from fondaco.kernel.ids import new_id
from fondaco.kernel.transaction import action
from fondaco.kernel.wire import Client, PeerUnavailable
from fondaco.market.ledger import queries as books
from fondaco.market.ledger.rules import AccountKind
from fondaco.market.members import queries as members
from fondaco.market.payments import pain001, payout_back, transfer_out
from fondaco.market.payments.early_return import waits_for_booking
from fondaco.market.payments.lifecycle import PAYOUT, OutgoingState, PayoutEvent, PayoutState
from fondaco.market.payments.models import OutgoingPayment, Payout, PayoutBatch
from fondaco.market.payments.payout_back import about, balance_of, cash, give_back, in_transit
from fondaco.market.payments.rules.payout import Candidate, owed, why_not

log = logging.getLogger(__name__)

COUNTRY = "IT"
"""Whose business days the marketplace's bank keeps."""
MOST_IN_FILE = 500


def run_daily() -> None:
    """The job: pay out what is due on this business day."""
    run(clock.now())


def run(now: datetime) -> list[UUID]:
    """Make and send today's batches; returns the ids of those newly made.

    Run again on the same day, it adds a batch only for balances that came since. Nothing is
    made on days when the bank is closed.
    """
    day = now.date()
    if not is_business_day(day, COUNTRY):
        return []
    made: list[UUID] = []
    balances = books.balances_from(
        AccountKind.SELLER_BALANCE, at_least_minor=settings.FONDACO_PAYOUT_MINIMUM_MINOR
    )
    by_currency: dict[str, list[UUID]] = {}
    for owner, currency, _ in balances:
        by_currency.setdefault(currency, []).append(UUID(owner))
    for currency, sellers in sorted(by_currency.items()):
        if not pain001.carries(currency):
            continue
        for start in range(0, len(sellers), MOST_IN_FILE):
            made += _made_and_sent(
                make_batch, day, currency, seller_ids=sellers[start : start + MOST_IN_FILE]
            )
    return made + _pay_back(day)


def _pay_back(day: date) -> list[UUID]:
    made: list[UUID] = []
    for currency, waiting in sorted(transfer_out.due().items()):
        for start in range(0, len(waiting), transfer_out.MOST_IN_FILE):
            made += _made_and_sent(
                transfer_out.make_batch,
                day,
                currency,
                payment_ids=waiting[start : start + transfer_out.MOST_IN_FILE],
            )
    return made


def _made_and_sent(
    make: Callable[..., UUID | None], day: date, currency: str, **whose: list[UUID]
) -> list[UUID]:
    """The batch's id, if any was made. One that fails is logged, and keeps no other."""
    try:
        batch_id = make(day=day, currency=currency, **whose)
    except Exception:  # whatever is wrong with these, the others are to be paid
        log.exception(
            "no payment file was made for %d in %s", sum(map(len, whose.values())), currency
        )
        return []
    if batch_id is None:
        return []
    try:
        send(batch_id)
    except Exception:  # the sweep sends it again
        log.exception("payment file %s could not be sent", batch_id)
    return [batch_id]


@action
def make_batch(*, day: date, currency: str, seller_ids: list[UUID]) -> UUID | None:
    """Take what is due from the sellers' balances into a batch; None when nothing is due.

    Seller and owners are read under lock: a freeze that comes first wins.
    """
    batch_id = new_id()
    payouts = list(_due(batch_id, currency, sorted(seller_ids)))
    if not payouts:
        return None
    batch = PayoutBatch.objects.create(
        id=batch_id,
        key=f"payouts:{batch_id}",
        business_date=day,
        currency=currency,
        made_at=clock.now(),
    )
    Payout.objects.bulk_create(payouts)
    total = sum(payout.amount_minor for payout in payouts)
    audit.record(
        actor=SYSTEM,
        act="payout.batch",
        subject_kind="payout_batch",
        subject_id=batch.id,
        count=len(payouts),
        total_minor=total,
        currency=currency,
    )
    return batch.id


def _due(batch_id: UUID, currency: str, seller_ids: list[UUID]) -> Iterator[Payout]:
    sellers = members.sellers(seller_ids)
    verified = {seller_id for seller_id in sellers if sellers[seller_id].status == "verified"}
    unfit = payout_back.unfit_accounts(seller_ids)
    money = _money_of(seller_ids, currency)
    for seller_id in seller_ids:
        known = Known(seller_id in verified, unfit)
        try:
            payout = _take(batch_id, currency, seller_id, known=known, money=money)
        except OperationalError:
            # A deadlock or a lost connection: the whole action is for its own retry.
            raise
        except Exception:  # whatever is wrong with this seller, the others are to be paid
            log.exception("seller %s is left out of today's payouts", seller_id)
            continue
        if payout is not None:
            yield payout


@dataclass(frozen=True, slots=True)
class Known:
    """What is read of all sellers at once: whether this one is verified, and unfit accounts."""

    is_verified: bool
    unfit: frozenset[tuple[UUID, str, str]]


Money = dict[UUID, tuple[int, int]]
"""Seller to balance and debt, minor units; the debt is zero or below."""


def _money_of(seller_ids: list[UUID], currency: str) -> Money:
    owners = [str(seller_id) for seller_id in seller_ids]
    balances = books.balances_of(AccountKind.SELLER_BALANCE, owners, currency)
    debts = books.balances_of(AccountKind.SELLER_DEBT, owners, currency)
    return {each: (balances.get(str(each), 0), debts.get(str(each), 0)) for each in seller_ids}


def _take(
    batch_id: UUID, currency: str, seller_id: UUID, *, known: Known, money: Money
) -> Payout | None:
    """Take what a seller is due now; a refund that draws on it meanwhile makes it less."""
    for attempt in range(1, payout_back.ATTEMPTS + 1):
        try:
            with transaction.atomic():
                return _taken(batch_id, currency, seller_id, known=known, money=money[seller_id])
        except IntegrityError:
            if attempt == payout_back.ATTEMPTS:
                raise
            money = _money_of([seller_id], currency)
    raise AssertionError("unreachable: the loop returns or raises")


def _taken(
    batch_id: UUID, currency: str, seller_id: UUID, *, known: Known, money: tuple[int, int]
) -> Payout | None:
    is_frozen = members.payouts_frozen(seller_id, lock=True)
    account = members.payout_account(seller_id)
    owed_minor = owed(*money)
    if owed_minor:
        payout_back.pay_debt(seller_id, currency, owed_minor)
    candidate = Candidate(
        is_verified=known.is_verified,
        is_frozen=is_frozen,
        has_account=account is not None,
        is_unfit=account is not None
        and (seller_id, account.iban, account.holder_name[:70]) in known.unfit,
        held_until=account.held_until if account else None,
        amount_minor=money[0] - owed_minor,
    )
    minimum_minor = settings.FONDACO_PAYOUT_MINIMUM_MINOR
    if account is None or why_not(candidate, minimum_minor=minimum_minor, now=clock.now()):
        return None
    payout_id = new_id()
    payout = Payout(
        id=payout_id,
        batch_id=batch_id,
        seller_id=seller_id,
        amount_minor=candidate.amount_minor,
        currency=currency,
        iban=account.iban,
        bic=account.bic,
        holder_name=account.holder_name[:70],
        end_to_end_id=f"PO{payout_id.hex}",
        made_at=clock.now(),
    )
    payout_back.post(payout, "made", balance_of(seller_id, currency), in_transit(payout))
    return payout


def send(batch_id: UUID) -> None:
    """Build the file unless it is built, and hand it to the bank. Repeatable under one key."""
    batch = PayoutBatch.objects.get(id=batch_id)
    if batch.state != "made":
        return
    try:
        document = bytes(batch.document) if batch.document else _build(batch)
    except pain001.BadPaymentFile as error:
        record_refused(batch_id=batch_id, refusal=str(error))
        return
    record_document(batch_id=batch_id, document=document)
    body = {"key": batch.key, "document_base64": base64.b64encode(document).decode()}
    try:
        answer = bank().post("/payments/pain001", body)
    except (InDoubt, PeerUnavailable) as doubt:
        log.warning("payment file %s waits: %s", batch_id, type(doubt).__name__)
        return
    except Refusal as refusal:
        record_refused(batch_id=batch_id, refusal=str(refusal))
        return
    rejected = {
        str(order.get("end_to_end_id")): str(order.get("reason_code", ""))
        for order in answer.get("rejected", [])
    }
    record_sent(
        batch_id=batch_id,
        payment_file_id=str(answer.get("payment_file_id", "")),
        rejected=rejected,
    )


def bank() -> Client:
    """The one connection to the bank that keeps the marketplace's account."""
    if not _bank:
        _bank.append(Client("bank", settings.BANK_URL))
    return _bank[0]


_bank: list[Client] = []


def _build(batch: PayoutBatch) -> bytes:
    file = _file(batch)
    try:
        return pain001.build(file)
    except pain001.BadPaymentFile:
        unfit = pain001.unfit_in(file)
        if not unfit:
            raise
    leave_out(batch_id=batch.id, end_to_end_ids=unfit)
    if len(unfit) == len(file.transfers):
        raise pain001.BadPaymentFile("no payment in it can be made as it is written")
    return pain001.build(_file(batch))


@action
def leave_out(*, batch_id: UUID, end_to_end_ids: set[str]) -> None:
    """Take payments out of a batch that no file can carry; the money goes back."""
    batch = PayoutBatch.objects.select_for_update().get(id=batch_id)
    if batch.state != "made" or batch.document:
        return
    payouts = batch.payouts.select_for_update().filter(
        state=PayoutState.MADE, end_to_end_id__in=end_to_end_ids
    )
    payout_back.leave_out(payouts.order_by("id"))
    transfer_out.leave_out(batch, end_to_end_ids)
    audit.record(
        actor=SYSTEM,
        act="payout.left_out",
        subject_kind="payout_batch",
        subject_id=batch.id,
        count=len(end_to_end_ids),
    )


def _file(batch: PayoutBatch) -> pain001.PaymentFile:
    payouts = batch.payouts.filter(state=PayoutState.MADE).order_by("id")
    outgoing = batch.outgoing.filter(state=OutgoingState.MADE).order_by("id")
    payments: list[tuple[Payout | OutgoingPayment, str]] = [
        *((each, f"Fondaco payout {batch.business_date:%Y-%m-%d}") for each in payouts),
        *((each, each.text) for each in outgoing),
    ]
    return pain001.PaymentFile(
        message_id=f"FO{batch.id.hex}"[:35],
        made_at=batch.made_at,
        payer_name=settings.FONDACO_BANK_ACCOUNT_NAME,
        payer_iban=settings.FONDACO_BANK_ACCOUNT_IBAN,
        currency=batch.currency,
        execution_date=add_business_days(batch.made_at, 1, COUNTRY).date(),
        transfers=[
            pain001.Transfer(
                name=payment.holder_name,
                iban=payment.iban,
                bic=payment.bic,
                amount_minor=payment.amount_minor,
                end_to_end_id=payment.end_to_end_id,
                text=text,
            )
            for payment, text in payments
        ],
    )


@action
def record_document(*, batch_id: UUID, document: bytes) -> None:
    """Keep the file as it is sent; the first one stays."""
    PayoutBatch.objects.filter(id=batch_id, document=None).update(document=document)


@action
def record_sent(*, batch_id: UUID, payment_file_id: str, rejected: dict[str, str]) -> None:
    """The bank has taken the file, but for ``rejected`` (end-to-end id to ISO reason). Once."""
    batch = PayoutBatch.objects.select_for_update().get(id=batch_id)
    if batch.state != "made":
        return
    batch.state = "sent"
    batch.payment_file_id = payment_file_id[:80]
    batch.sent_at = clock.now()
    batch.save(update_fields=["state", "payment_file_id", "sent_at"])
    for payout in batch.payouts.select_for_update().filter(state=PayoutState.MADE).order_by("id"):
        if payout.end_to_end_id in rejected:
            reason = rejected[payout.end_to_end_id]
            give_back(payout, PayoutEvent.FILE_REFUSED, in_transit(payout), reason)
            continue
        payout.state = PAYOUT.after(PayoutState.MADE, PayoutEvent.FILE_TAKEN)
        payout.sent_at = clock.now()
        rows.change(payout, "state", "sent_at")
        outbox.emit("payout.sent", payout.id, **about(payout))
    transfer_out.record_taken(batch, rejected)


@action
def record_refused(*, batch_id: UUID, refusal: str) -> None:
    """The bank took nothing of the file: every payout goes back to its seller's balance."""
    batch = PayoutBatch.objects.select_for_update().get(id=batch_id)
    if batch.state != "made":
        return
    batch.state = "refused"
    batch.refusal = refusal[:200]
    batch.save(update_fields=["state", "refusal"])
    for payout in batch.payouts.select_for_update().filter(state=PayoutState.MADE).order_by("id"):
        give_back(payout, PayoutEvent.FILE_REFUSED, in_transit(payout), refusal)
    transfer_out.record_refused(batch, refusal)


@action
def record_booked(*, payout_id: UUID) -> bool:
    """The statement shows that the money has left; it may come before our own answer.

    False when it was known, or the money never should have left: the line is for a person.
    """
    payout = Payout.objects.select_for_update().get(id=payout_id)
    if PAYOUT.takes(PayoutState(payout.state), PayoutEvent.BOOKED):
        payout.state = PAYOUT.after(PayoutState(payout.state), PayoutEvent.BOOKED)
        outbox.emit("payout.booked", payout.id, **about(payout))
    elif payout.booked_at or not waits_for_booking(payout.id):
        return False
    payout.booked_at = clock.now()
    rows.change(payout, "state", "booked_at")
    payout_back.post(payout, "booked", in_transit(payout), cash(payout))
    return True


@action
def record_returned(*, payout_id: UUID, reason: str) -> bool:
    """The statement shows that the seller's bank sent the money back: it is the seller's again.

    False when it was known: the line is for a person.
    """
    payout = Payout.objects.select_for_update().get(id=payout_id)
    if not PAYOUT.takes(PayoutState(payout.state), PayoutEvent.RETURNED):
        return False
    give_back(payout, PayoutEvent.RETURNED, cash(payout), reason)
    return True
