"""Transferred money on its way back to the account that it came from."""

from uuid import UUID

from django.utils.translation import gettext_lazy as _

from fondaco.kernel import clock, outbox
from fondaco.market.ledger import actions as ledger
from fondaco.market.ledger.rules import AccountKind, AccountRef, TransferDraft
from fondaco.market.payments import refund_state, transfer_out
from fondaco.market.payments.lifecycle import REFUND, RefundEvent, RefundState
from fondaco.market.payments.models import ExpectedTransfer, Refund, TransferReceipt
from fondaco.market.payments.rules.transfer import Kept, shares

WHY = {
    "surplus": _("More came than was to be paid."),
    "late": _("It came when the time was over, or for a payment made another way."),
    "incomplete": _("The time was over before the whole sum had come."),
}
"""Why transferred money goes back without having paid for anything."""


def order_refund(refund: Refund) -> None:
    """Give a refund of a transfer-paid intent back to who transferred, newest money first."""
    receipts = list(
        TransferReceipt.objects.select_for_update()
        .filter(transfer__intent_id=refund.intent_id)
        .order_by("id")
    )
    kept = [
        Kept(position, receipt.kept_minor - receipt.back_minor)
        for position, receipt in enumerate(receipts)
    ]
    by_account: dict[str, tuple[TransferReceipt, int]] = {}
    for position, part in shares(kept, refund.amount_minor):
        receipt = receipts[position]
        receipt.back_minor += part
        receipt.save(update_fields=["back_minor"])
        first, minor = by_account.get(receipt.sender_iban, (receipt, 0))
        by_account[receipt.sender_iban] = (first, minor + part)
    for receipt, minor in by_account.values():
        _order(refund, receipt, minor)


def _order(refund: Refund, receipt: TransferReceipt, minor: int) -> None:
    payment = transfer_out.order(
        purpose="refund",
        refund=refund,
        receipt=receipt,
        member_id=refund.intent.member_id,
        amount_minor=minor,
        currency=refund.intent.currency,
        iban=receipt.sender_iban,
        holder_name=receipt.sender_name,
        text=f"Fondaco refund {refund.intent.reference}",
        due_at=clock.now(),
    )
    if not refund.network_reference:
        refund.network_reference = payment.end_to_end_id
        refund.save(update_fields=["network_reference"])


def send_back(receipt: TransferReceipt, minor: int, why: str) -> UUID:
    """Send money back that pays for nothing: it leaves the transfer's account for the sender's.

    ``why`` is a key of :data:`WHY`. Money whose sender the bank did not name waits for the
    buyer to name an account.
    """
    transfer: ExpectedTransfer = receipt.transfer
    intent = transfer.intent
    refund = Refund.objects.create(
        key=f"transfer-{why}:{receipt.id}",
        intent=intent,
        amount_minor=minor,
        route="transfer",
        of_capture=False,
        cause_kind=f"transfer_{why}",
        cause_id=transfer.id,
        requested_at=clock.now(),
    )
    ledger.post(
        key=f"transfer-{why}:{receipt.id}",
        cause_kind="transfer",
        cause_id=transfer.id,
        transfers=[
            TransferDraft(
                AccountRef(AccountKind.TRANSFER_HELD, str(transfer.id), intent.currency),
                AccountRef(AccountKind.REFUND_IN_TRANSIT, str(refund.id), intent.currency),
                minor,
            )
        ],
    )
    if not receipt.sender_iban:
        _no_sender(refund)
        return refund.id
    _order(refund, receipt, minor)
    outbox.emit("transfer.sent_back", refund.id, why=why, **refund_state.about(refund))
    return refund.id


def _no_sender(refund: Refund) -> None:
    refund.state = REFUND.after(RefundState.REQUESTED, RefundEvent.REFUSED)
    refund.refused_at = clock.now()
    refund.reason = "the bank did not say which account it came from"
    refund.save(update_fields=["state", "refused_at", "reason"])
    refund_state.wait_for_choice(refund)
    outbox.emit("refund.refused", refund.id, reason=refund.reason, **refund_state.about(refund))
