"""Taking in a payment file: the whole of it is judged before any order is kept."""

from typing import Any

from django.conf import settings

from fondaco.bank.acquirer.keys import known
from fondaco.bank.acquirer.models import PaymentFile, PaymentOrder
from fondaco.bank.acquirer.pain import PaymentMessage, read
from fondaco.bank.acquirer.rules import this_or_next_business_day
from fondaco.kernel import clock
from fondaco.kernel.errors import Refusal
from fondaco.kernel.transaction import action


@action
def take_in(*, key: str, document: bytes) -> dict[str, Any]:
    """Keep the file's orders, once a key and once a message id."""
    row, mark = known(PaymentFile, key, document.hex())
    if row is not None:
        return view(row)
    message = read(document)
    if message.debtor_ibans != {settings.MERCHANT_IBAN}:
        raise Refusal(
            "debtor_unknown",
            "The debtor's account is not the one this desk pays from.",
            not_done="The file was not taken.",
            field="document",
            status=422,
        )
    if PaymentFile.objects.filter(message_id=message.message_id).exists():
        raise Refusal(
            "duplicate_message",
            "A file with this MsgId was taken before.",
            not_done="The file was not taken again.",
            field="document",
            status=409,
        )
    row = PaymentFile.objects.create(
        key=key,
        fingerprint=mark,
        message_id=message.message_id,
        state=_state(message),
        taken_at=clock.now(),
    )
    today = clock.today()
    PaymentOrder.objects.bulk_create(
        PaymentOrder(
            file=row,
            end_to_end_id=order.end_to_end_id,
            amount_minor=max(order.amount_minor, 1),
            currency=order.currency,
            creditor_name=order.creditor_name,
            creditor_iban=order.creditor_iban,
            text=order.text,
            execution_date=this_or_next_business_day(max(order.requested, today)),
            state="rejected" if order.reason else "pending",
            reason_code=order.reason,
        )
        for order in message.orders
    )
    return view(row)


def _state(message: PaymentMessage) -> str:
    refused = sum(1 for order in message.orders if order.reason)
    if refused == 0:
        return "accepted"
    return "rejected" if refused == len(message.orders) else "partly_accepted"


def view(row: PaymentFile) -> dict[str, Any]:
    """A file as the contract says it; ``rejected`` names orders that will never be paid."""
    rejected = row.orders.filter(state="rejected").order_by("id")
    return {
        "payment_file_id": str(row.id),
        "message_id": row.message_id,
        "state": row.state,
        "rejected": [
            {"end_to_end_id": order.end_to_end_id, "reason_code": order.reason_code}
            for order in rejected
        ],
    }
