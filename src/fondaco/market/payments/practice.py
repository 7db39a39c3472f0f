"""The past of a practice installation: money that came and went before it was opened.

Orders of the past are paid through the scripted gateway, which no acquirer settles, and their
sellers were paid before there was a bank to ask. These actions write both down as done, so that
the books of a new practice installation say what a real one's would. They refuse to run anywhere
else, and touch nothing that a gateway with clearing has captured.
"""

from datetime import date
from uuid import UUID

from django.conf import settings
from django.db.models import Sum

from fondaco.kernel import clock
from fondaco.kernel.ids import new_id
from fondaco.kernel.transaction import action
from fondaco.market.ledger import actions as ledger
from fondaco.market.ledger import queries as books
from fondaco.market.ledger.rules import AccountKind, AccountRef, TransferDraft
from fondaco.market.payments import pay_out, payout_back
from fondaco.market.payments.gateways.chosen import gateway
from fondaco.market.payments.lifecycle import PAYOUT, AttemptState, PayoutEvent, PayoutState
from fondaco.market.payments.models import Attempt, Payout, PayoutBatch, Refund


class NotPractice(RuntimeError):
    """This is no practice installation, and its money has no invented past."""


def _check() -> None:
    if not settings.DEMO:
        raise NotPractice


@action
def settle_past() -> dict[str, int]:
    """Post as received what captures without clearing left with the acquirer, less refunds.

    Returns what now lies in the bank by currency, in minor units: the practice bank's account
    must be opened with the same. Run again, it posts only what came since.
    """
    _check()
    received: dict[str, int] = {}
    for currency, open_minor in sorted(_open_minor().items()):
        settled = AccountRef(AccountKind.ACQUIRER_RECEIVABLE, "", currency)
        cash = AccountRef(AccountKind.BANK_CASH, "", currency)
        if open_minor > 0:
            batch_id = new_id()
            ledger.post(
                key=f"settled-past:{batch_id}",
                cause_kind="practice",
                cause_id=batch_id,
                transfers=[TransferDraft(cash, settled, open_minor)],
            )
        received[currency] = -books.balance(cash)
    return received


def _open_minor() -> dict[str, int]:
    """By currency, what such captures brought and was neither refunded nor posted as received."""
    captured = Attempt.objects.filter(state=AttemptState.CAPTURED)
    names = [
        name
        for name in captured.order_by().values_list("gateway", flat=True).distinct()
        if not gateway(name).clears
    ]
    past = captured.filter(gateway__in=names)
    found = dict(
        past.order_by()
        .values_list("intent__currency")
        .annotate(total=Sum("intent__captured_minor"))
        .values_list("intent__currency", "total")
    )
    for currency in found:
        back = Refund.objects.filter(
            state="settled", intent__currency=currency, intent__attempts__in=past
        ).aggregate(total=Sum("amount_minor"))["total"]
        found[currency] -= (back or 0) + _posted_minor(currency)
    return found


def _posted_minor(currency: str) -> int:
    return books.moved_for(("practice",), AccountKind.BANK_CASH, currency)


@action
def pay_out_past(*, day: date) -> UUID | None:
    """Pay every due balance out as if the bank had booked it on this day; None if none is due.

    Call it with the clock standing on that day. The batch has no file.
    """
    _check()
    balances = books.balances_from(
        AccountKind.SELLER_BALANCE, at_least_minor=settings.FONDACO_PAYOUT_MINIMUM_MINOR
    )
    sellers = sorted({UUID(owner) for owner, currency, _ in balances if currency == "EUR"})
    if not sellers:
        return None
    batch_id = pay_out.make_batch(day=day, currency="EUR", seller_ids=sellers)
    if batch_id is None:
        return None
    PayoutBatch.objects.filter(id=batch_id).update(state="sent", sent_at=clock.now())
    for payout in Payout.objects.filter(batch=batch_id).order_by("id"):
        payout.state = PAYOUT.after(PayoutState.MADE, PayoutEvent.BOOKED)
        payout.sent_at = payout.booked_at = clock.now()
        payout.save(update_fields=["state", "sent_at", "booked_at"])
        payout_back.post(payout, "booked", payout_back.in_transit(payout), payout_back.cash(payout))
    return batch_id
