"""Paying by bank transfer: what is expected, and what comes of the money that comes.

Every cent that comes with a reference of ours is posted to the expected transfer's own account
first. From there it pays the checkout when the sum is whole, or goes back to its sender.
"""

from datetime import date
from uuid import UUID

from django.conf import settings
from django.db.models import Max
from django.utils.translation import gettext as _

from fondaco.kernel import clock, outbox
from fondaco.kernel.errors import NotAllowed, NotFound, Refusal
from fondaco.kernel.ids import new_id
from fondaco.kernel.ids import reference as short_reference
from fondaco.kernel.transaction import action
from fondaco.market.ledger import actions as ledger
from fondaco.market.ledger.rules import AccountKind, AccountRef, TransferDraft
from fondaco.market.members import queries as members
from fondaco.market.payments import transfer_back
from fondaco.market.payments.intents import about, locked
from fondaco.market.payments.lifecycle import (
    INTENT,
    MAY_BE_ABANDONED,
    TRANSFER,
    AttemptState,
    IntentEvent,
    IntentState,
    TransferEvent,
    TransferState,
)
from fondaco.market.payments.models import (
    Attempt,
    ExpectedTransfer,
    Intent,
    Statement,
    StatementLine,
    TransferReceipt,
)
from fondaco.market.payments.rules import transfer as rules
from fondaco.market.payments.succeed import succeed

CURRENCY = "EUR"


def is_offered(currency: str) -> bool:
    """Whether this installation takes transfers in the currency: to a euro account of its own."""
    return currency == CURRENCY and bool(settings.FONDACO_BANK_ACCOUNT_IBAN)


@action
def expect(*, intent_id: UUID, until_date: date) -> date:
    """The buyer will transfer the money until the end of that day; returns the day that counts.

    Choosing twice changes nothing, and gives no longer time.

    A card that was being tried is given up, if no money has been asked for. Chosen again after
    another way, the reference stays the same. Raises :class:`Refusal`.
    """
    intent = locked(intent_id)
    if not is_offered(intent.currency):
        raise Refusal(
            "transfer_not_offered",
            _("A bank transfer is not possible for this payment."),
            not_done=_("Nothing was changed."),
            next_step=_("Choose another way to pay."),
        )
    if members.payments_frozen(intent.member_id, lock=True):
        raise NotAllowed(
            _("Payments of this account are frozen."),
            code="payments_frozen",
            next_step=_("Write to us: we lift it when we know that it is you."),
        )
    known = ExpectedTransfer.objects.select_for_update().filter(intent=intent).first()
    if intent.state == IntentState.AWAITING_TRANSFER and known is not None:
        return known.until_date
    give_up_card(intent)
    intent.state = INTENT.after(IntentState(intent.state), IntentEvent.TRANSFER_CHOSEN)
    intent.failure_code = ""
    intent.save(update_fields=["state", "failure_code"])
    if known is None:
        known = _new(intent, until_date)
    else:
        known.state = TRANSFER.after(TransferState(known.state), TransferEvent.CHOSEN_AGAIN)
        known.until_date = until_date
        known.save(update_fields=["state", "until_date"])
    outbox.emit(
        "transfer.expected",
        known.id,
        **about(intent)
        | {
            "creditor_reference": rules.printed(known.reference),
            "iban": rules.printed(known.iban),
            "holder": settings.FONDACO_BANK_ACCOUNT_NAME,
            "until": until_date.isoformat(),
        },
    )
    return until_date


def _new(intent: Intent, until_date: date) -> ExpectedTransfer:
    transfer_id = new_id()
    return ExpectedTransfer.objects.create(
        id=transfer_id,
        intent=intent,
        reference=rules.creditor_reference(short_reference("FT", transfer_id)),
        iban=settings.FONDACO_BANK_ACCOUNT_IBAN,
        amount_minor=intent.amount_minor,
        until_date=until_date,
        chosen_at=clock.now(),
    )


def give_up_card(intent: Intent) -> None:
    """End a card attempt of a locked intent for which no money has been asked; else nothing."""
    if intent.state != IntentState.REQUIRES_ACTION:
        return
    Attempt.objects.filter(
        intent=intent, state__in=[state.value for state in MAY_BE_ABANDONED]
    ).update(state=AttemptState.ABANDONED, step={}, moved_at=clock.real_now())
    intent.state = INTENT.after(IntentState.REQUIRES_ACTION, IntentEvent.ATTEMPT_ENDED)


@action
def set_aside(*, intent_id: UUID) -> bool:
    """The buyer takes another way to pay; possible until money has come. Repeatable: False
    when there was nothing to set aside."""
    intent = locked(intent_id)
    transfer = ExpectedTransfer.objects.select_for_update().filter(intent=intent).first()
    if transfer is None or transfer.state == TransferState.SET_ASIDE:
        return False
    if not TRANSFER.takes(TransferState(transfer.state), TransferEvent.CHANGED_WAY):
        raise _begun()
    intent.state = INTENT.after(IntentState(intent.state), IntentEvent.TRANSFER_SET_ASIDE)
    intent.save(update_fields=["state"])
    transfer.state = TRANSFER.after(TransferState(transfer.state), TransferEvent.CHANGED_WAY)
    transfer.save(update_fields=["state"])
    return True


def _begun() -> Refusal:
    return Refusal(
        "transfer_begun",
        _("Money of this transfer has come already."),
        not_done=_("The way to pay was not changed."),
        next_step=_("Transfer what is missing, or let the time pass: then all of it goes back."),
    )


def give_up(intent: Intent, *, time_is_over: bool) -> None:
    """The locked intent is being cancelled: end its transfer, and send back what came.

    Refuses while the bank's days until the end of the time are not all read, because the money
    may be there, and before that time once a part has come.
    """
    transfer = ExpectedTransfer.objects.select_for_update().filter(intent=intent).first()
    if transfer is None or not TRANSFER.takes(
        TransferState(transfer.state), TransferEvent.TIME_OVER
    ):
        return
    if intent.state == IntentState.AWAITING_TRANSFER:
        if time_is_over and not _has_been_read(transfer.iban, transfer.until_date):
            raise Refusal(
                "capture_in_doubt",
                _("We have not read the bank's last days yet: your transfer may be there."),
                not_done=_("It was not cancelled."),
                next_step=_("Wait until tomorrow."),
            )
        if not time_is_over and transfer.state == TransferState.PARTLY:
            raise _begun()
    transfer.state = TRANSFER.after(TransferState(transfer.state), TransferEvent.TIME_OVER)
    transfer.ended_at = clock.now()
    transfer.held_minor = 0
    transfer.save(update_fields=["state", "ended_at", "held_minor"])
    for receipt in transfer.receipts.select_for_update().order_by("id"):
        left = receipt.kept_minor - receipt.back_minor
        if left:
            receipt.back_minor = receipt.kept_minor
            receipt.save(update_fields=["back_minor"])
            receipt.transfer = transfer
            transfer_back.send_back(receipt, left, "incomplete")


def _has_been_read(iban: str, day: date) -> bool:
    newest = Statement.objects.filter(iban=iban).aggregate(newest=Max("day_date"))["newest"]
    return newest is not None and newest >= day


@action
def receive(*, transfer_id: UUID, line_id: UUID, source: AccountKind) -> None:
    """Money came for this transfer: a statement line, posted from ``source``. Once a line.

    The whole sum pays, a part waits, what is too much or too late goes back to its sender.
    """
    found = ExpectedTransfer.objects.filter(id=transfer_id).values_list("intent_id").first()
    if found is None:
        raise NotFound("There is no such transfer.", code="transfer_unknown")
    intent = locked(found[0])
    transfer = ExpectedTransfer.objects.select_for_update().get(id=transfer_id)
    transfer.intent = intent
    line = StatementLine.objects.get(id=line_id)
    if TransferReceipt.objects.filter(line=line).exists():
        return
    ledger.post(
        key=f"transfer-came:{line.id}",
        cause_kind="statement_line",
        cause_id=line.id,
        transfers=[
            TransferDraft(
                AccountRef(source, "", line.currency), held_on(transfer), line.amount_minor
            )
        ],
    )
    taking = rules.take(
        state=_open_state(intent, transfer, line.booked_date),
        expected_minor=transfer.amount_minor,
        held_minor=transfer.held_minor,
        came_minor=line.amount_minor,
    )
    receipt = TransferReceipt.objects.create(
        transfer=transfer,
        line=line,
        amount_minor=line.amount_minor,
        kept_minor=taking.kept_minor,
        sender_name=line.counterparty,
        sender_iban=line.counterparty_iban,
        booked_date=line.booked_date,
        received_at=clock.now(),
    )
    if taking.event is not None:
        _keep(intent, transfer, taking)
    if taking.back_minor:
        transfer_back.send_back(receipt, taking.back_minor, "surplus" if taking.event else "late")


def _open_state(intent: Intent, transfer: ExpectedTransfer, booked: date) -> TransferState:
    """The state that decides: what came after its last day comes too late."""
    if intent.state != IntentState.AWAITING_TRANSFER or booked > transfer.until_date:
        return TransferState.OVER
    return TransferState(transfer.state)


def _keep(intent: Intent, transfer: ExpectedTransfer, taking: rules.Taking) -> None:
    if taking.event is None:
        raise AssertionError("money that is kept moves the transfer")
    transfer.state = TRANSFER.after(TransferState(transfer.state), taking.event)
    transfer.held_minor += taking.kept_minor
    if taking.event is TransferEvent.COVERED:
        transfer.paid_at = transfer.ended_at = clock.now()
    transfer.save(update_fields=["state", "held_minor", "paid_at", "ended_at"])
    if taking.event is TransferEvent.COVERED:
        succeed(intent, IntentEvent.TRANSFER_COVERED, source=held_on(transfer), way="transfer")
        return
    missing = transfer.amount_minor - transfer.held_minor
    outbox.emit(
        "transfer.part_came",
        transfer.id,
        **about(intent)
        | {
            "amount_minor": missing,
            "creditor_reference": rules.printed(transfer.reference),
            "until": transfer.until_date.isoformat(),
        },
    )


def held_on(transfer: ExpectedTransfer) -> AccountRef:
    """The account of money that came for this transfer and pays for nothing yet."""
    return AccountRef(AccountKind.TRANSFER_HELD, str(transfer.id), CURRENCY)


def by_reference(text: str) -> UUID | None:
    """The expected transfer with this creditor reference, however it is written."""
    wanted = list(rules.references(text))
    found = ExpectedTransfer.objects.filter(reference__in=wanted).values_list("id", flat=True)
    return found.first()
