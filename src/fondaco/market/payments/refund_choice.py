"""What a card or a bank refused to take goes the way that its buyer chooses.

As credit at once, or to a bank account in the buyer's own name after 72 hours, in which the
mail about it can be read and the payment stopped. Chosen twice, or in two tabs, it goes once.
"""

from datetime import datetime
from uuid import UUID

from django.utils.translation import gettext as _

from fondaco.kernel import audit, clock, deadlines, outbox
from fondaco.kernel.audit import Actor
from fondaco.kernel.errors import NotFound, Refusal
from fondaco.kernel.transaction import action
from fondaco.market.payments import bank_account, refund_state, transfer_out
from fondaco.market.payments.lifecycle import REFUND, RefundEvent, RefundState
from fondaco.market.payments.models import OutgoingPayment, Refund
from fondaco.market.payments.refund import credit
from fondaco.market.payments.rules import refund_account


@action
def to_credit(*, refund_id: UUID, member_id: UUID) -> None:
    """The buyer takes it as credit, at once. The same choice again changes nothing."""
    refund = _mine(refund_id, member_id)
    if refund.state == RefundState.CREDITED:
        return
    _check_waits(refund)
    if not may_be_credit(refund):
        raise Refusal(
            "credit_not_possible",
            _("This money came from a bank account, and goes back to one."),
            not_done=_("Nothing was changed."),
            next_step=_("Name a bank account of yours."),
        )
    refund_state.count(refund.intent, refund)
    refund.chosen_at = clock.now()
    refund.save(update_fields=["chosen_at"])
    credit(refund)
    _chosen(refund, member_id, "refund.to_credit")


def may_be_credit(refund: Refund) -> bool:
    """Transferred money that never paid may be another person's: it is no credit of the buyer."""
    return refund.of_capture


@action
def to_account(*, refund_id: UUID, member_id: UUID, iban: str, holder_name: str) -> None:
    """The buyer names a bank account of their own: paid after 72 hours, until then stoppable.

    The caller has authenticated the person anew. Raises :class:`Refusal`; the same account
    again changes nothing.
    """
    refund = _mine(refund_id, member_id)
    account = bank_account.named(
        member_id=member_id,
        iban=iban,
        holder_name=holder_name,
        currency=refund.intent.currency,
    )
    if refund.state == RefundState.HELD and _waiting(refund).iban == account.iban:
        return
    _check_waits(refund)
    refund_state.count(refund.intent, refund)
    moment = clock.now()
    refund.state = REFUND.after(RefundState(refund.state), RefundEvent.ACCOUNT_NAMED)
    refund.route = "account"
    refund.chosen_at = moment
    refund.held_until = refund_account.held_until(moment)
    payment = transfer_out.order(
        purpose="refund",
        refund=refund,
        member_id=member_id,
        amount_minor=refund.amount_minor,
        currency=refund.intent.currency,
        iban=account.iban,
        bic=account.bic,
        holder_name=account.holder_name,
        text=f"Fondaco refund {refund.intent.reference}",
        due_at=refund.held_until,
    )
    refund.network_reference = payment.end_to_end_id
    refund.save()
    deadlines.set_deadline(kind=refund_state.HOLD, subject_id=refund.id, due_at=refund.held_until)
    _chosen(refund, member_id, "refund.to_account")
    outbox.emit("refund.held", refund.id, iban_end=account.iban[-4:], **refund_state.about(refund))


@action
def stop(*, refund_id: UUID, member_id: UUID) -> None:
    """Do not pay to the account that was named; the money waits for another choice.

    Stopping twice is no error. Raises :class:`Refusal` when the 72 hours are over.
    """
    refund = _mine(refund_id, member_id)
    if refund.state == RefundState.REFUSED:
        return
    if refund.state != RefundState.HELD:
        raise Refusal(
            "refund_under_way",
            _("The payment to your bank account is under way."),
            not_done=_("It was not stopped."),
            next_step=_("Write to us at once if you did not ask for it."),
        )
    payment = _waiting(refund)
    transfer_out.cancel(payment)
    refund.state = REFUND.after(RefundState.HELD, RefundEvent.ACCOUNT_CANCELLED)
    refund.held_until = None
    refund.save(update_fields=["state", "held_until"])
    deadlines.cancel_deadline(kind=refund_state.HOLD, subject_id=refund.id)
    refund_state.uncount(refund.intent, refund)
    refund_state.wait_for_choice(refund)
    _note(refund, member_id, "refund.stop")
    outbox.emit(
        "refund.hold_cancelled",
        refund.id,
        iban_end=payment.iban[-4:],
        **refund_state.about(refund),
    )


@action
def hold_over(*, subject_id: UUID, due_at: datetime) -> None:
    """Deadline: nobody stopped it, so it goes with the next payment file."""
    refund = refund_state.locked_refund(subject_id)
    if refund.state == RefundState.HELD:
        refund.state = REFUND.after(RefundState.HELD, RefundEvent.HOLD_OVER)
        refund.save(update_fields=["state"])


@action
def remind(*, subject_id: UUID, due_at: datetime) -> None:
    """Deadline: nothing was chosen yet; the buyer is told again, a few times."""
    refund = refund_state.locked_refund(subject_id)
    if refund.state != RefundState.REFUSED or refund.reminded >= refund_account.REMINDERS:
        return
    refund.reminded += 1
    refund.save(update_fields=["reminded"])
    if refund.reminded < refund_account.REMINDERS:
        deadlines.set_deadline(
            kind=refund_state.REMIND,
            subject_id=refund.id,
            due_at=due_at + refund_account.REMIND_EVERY,
        )
    outbox.emit("refund.reminded", refund.id, **refund_state.about(refund))


def _mine(refund_id: UUID, member_id: UUID) -> Refund:
    refund = refund_state.locked_refund(refund_id)
    if refund.intent.member_id != member_id:
        raise NotFound(_("There is no such refund."), code="refund_unknown")
    return refund


def _check_waits(refund: Refund) -> None:
    if refund.state != RefundState.REFUSED:
        raise Refusal(
            "refund_chosen",
            _("This refund does not wait for a choice any more."),
            not_done=_("Nothing was changed."),
            next_step=_("Look at its page: it says where the money is."),
        )
    if refund.intent.disputed_at is not None:
        raise Refusal(
            "payment_disputed",
            _("The card network has this payment in dispute."),
            not_done=_("Nothing was refunded: the network decides about this money."),
            next_step=_("Wait for its decision; then choose again."),
        )


def _waiting(refund: Refund) -> OutgoingPayment:
    rows = OutgoingPayment.objects.select_for_update().filter(refund=refund, state="waiting")
    return rows.latest("id")


def _chosen(refund: Refund, member_id: UUID, act: str) -> None:
    deadlines.cancel_deadline(kind=refund_state.REMIND, subject_id=refund.id)
    _note(refund, member_id, act)


def _note(refund: Refund, member_id: UUID, act: str) -> None:
    audit.record(
        actor=Actor("member", member_id),
        act=act,
        subject_kind="refund",
        subject_id=refund.id,
        amount_minor=refund.amount_minor,
        currency=refund.intent.currency,
    )
