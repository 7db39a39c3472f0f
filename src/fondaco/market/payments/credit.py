"""A buyer's credit: money of theirs that we keep, to pay with or to move to their bank."""

from uuid import UUID

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from fondaco.kernel import audit, clock, outbox
from fondaco.kernel.audit import Actor
from fondaco.kernel.errors import NotAllowed, NotFound, Refusal
from fondaco.kernel.transaction import action
from fondaco.market.ledger import queries as books
from fondaco.market.ledger.rules import AccountKind, AccountRef
from fondaco.market.members import queries as members
from fondaco.market.payments import bank_account, transfer, transfer_out
from fondaco.market.payments.intents import locked
from fondaco.market.payments.lifecycle import (
    IntentEvent,
    IntentState,
    OutgoingState,
)
from fondaco.market.payments.models import OutgoingPayment
from fondaco.market.payments.rules import refund_account
from fondaco.market.payments.succeed import succeed
from fondaco.money.amount import MAX_AMOUNT_MINOR


def account_of(member_id: UUID, currency: str) -> AccountRef:
    """The ledger account of a member's credit in one currency."""
    return AccountRef(AccountKind.BUYER_WALLET, str(member_id), currency)


@action
def pay(*, intent_id: UUID, member_id: UUID) -> None:
    """Pay the whole payment with credit. Paid already, it changes nothing.

    The caller has authenticated the person anew. Raises :class:`Refusal` ``credit_too_little``
    and ``capture_in_doubt``; credit never goes below zero, however many pay with it at once.
    """
    intent = locked(intent_id)
    if intent.member_id != member_id:
        raise NotFound(_("There is no such payment."), code="intent_unknown")
    if intent.state == IntentState.SUCCEEDED:
        return
    _check_not_frozen(member_id)
    if books.balance(account_of(member_id, intent.currency)) < intent.amount_minor:
        raise _too_little()
    transfer.give_up_card(intent)
    if intent.state != IntentState.REQUIRES_PAYMENT_METHOD:
        raise Refusal(
            "payment_under_way",
            _("This payment is being made another way."),
            not_done=_("Your credit was not used."),
            next_step=_("Wait for its outcome, or change the way to pay first."),
        )
    try:
        with transaction.atomic():
            succeed(
                intent,
                IntentEvent.CREDIT_SPENT,
                source=account_of(member_id, intent.currency),
                way="credit",
            )
    except IntegrityError:
        raise _too_little() from None


@action
def move_out(
    *, key: str, member_id: UUID, amount_minor: int, currency: str, iban: str, holder_name: str
) -> UUID:
    """Move credit to a bank account of the member's own, after 72 hours; returns its id.

    The caller has authenticated the person anew. The same key again changes nothing. Raises
    :class:`Refusal` with the field that is wrong.
    """
    known = OutgoingPayment.objects.filter(key=f"{member_id}:{key}").first()
    if known is not None:
        return known.id
    _check_not_frozen(member_id)
    if not 0 < amount_minor <= MAX_AMOUNT_MINOR:
        raise Refusal(
            "amount_invalid",
            _("Give an amount above zero."),
            not_done=_("Nothing was moved."),
            field="amount",
            status=422,
        )
    account = bank_account.named(
        member_id=member_id, iban=iban, holder_name=holder_name, currency=currency
    )
    if books.balance(account_of(member_id, currency)) < amount_minor:
        raise _too_little(field="amount")
    payment = transfer_out.order(
        purpose="credit",
        member_id=member_id,
        key=f"{member_id}:{key}",
        amount_minor=amount_minor,
        currency=currency,
        iban=account.iban,
        bic=account.bic,
        holder_name=account.holder_name,
        text="Fondaco credit",
        due_at=refund_account.held_until(clock.now()),
    )
    try:
        with transaction.atomic():
            transfer_out.post(
                payment, "made", account_of(member_id, currency), transfer_out.held_on(payment)
            )
    except IntegrityError:
        raise _too_little(field="amount") from None
    _note(payment, "credit.move_out")
    outbox.emit("credit.move_held", payment.id, **transfer_out.about(payment))
    return payment.id


@action
def stop_move(*, payment_id: UUID, member_id: UUID) -> None:
    """Do not pay it out: it is credit again. Stopping twice is no error.

    Raises :class:`Refusal` once it is in a payment file.
    """
    payment = (
        OutgoingPayment.objects.select_for_update()
        .filter(id=payment_id, member_id=member_id, purpose="credit")
        .first()
    )
    if payment is None:
        raise NotFound(_("There is no such payment."), code="payment_unknown")
    if payment.state == OutgoingState.CANCELLED:
        return
    if payment.state != OutgoingState.WAITING:
        raise Refusal(
            "move_under_way",
            _("The payment to your bank account is under way."),
            not_done=_("It was not stopped."),
            next_step=_("Write to us at once if you did not ask for it."),
        )
    transfer_out.cancel(payment)
    transfer_out.post(
        payment,
        "cancelled",
        transfer_out.held_on(payment),
        account_of(member_id, payment.currency),
    )
    _note(payment, "credit.stop_move")
    outbox.emit("credit.move_cancelled", payment.id, **transfer_out.about(payment))


def _check_not_frozen(member_id: UUID) -> None:
    if members.payments_frozen(member_id, lock=True):
        raise NotAllowed(
            _("Payments of this account are frozen."),
            code="payments_frozen",
            next_step=_("Write to us: we lift it when we know that it is you."),
        )


def _too_little(field: str = "") -> Refusal:
    return Refusal(
        "credit_too_little",
        _("Your credit does not cover this."),
        not_done=_("Nothing was taken from it."),
        next_step=_("Choose another way to pay, or a smaller amount."),
        field=field,
        status=422 if field else 409,
    )


def _note(payment: OutgoingPayment, act: str) -> None:
    audit.record(
        actor=Actor("member", payment.member_id),
        act=act,
        subject_kind="outgoing_payment",
        subject_id=payment.id,
        amount_minor=payment.amount_minor,
        currency=payment.currency,
    )
