"""Payouts in the books, and what comes back of them: what the seller owes is paid first."""

from collections.abc import Iterable
from uuid import UUID

from django.db import IntegrityError, transaction

from fondaco.kernel import clock, outbox
from fondaco.kernel.ids import new_id
from fondaco.market.ledger import actions as ledger
from fondaco.market.ledger import queries as books
from fondaco.market.ledger.rules import AccountKind, AccountRef, TransferDraft
from fondaco.market.payments.lifecycle import PAYOUT, PayoutEvent, PayoutState
from fondaco.market.payments.models import Payout
from fondaco.market.payments.rules.payout import NO_FILE

ATTEMPTS = 3
"""A debt may move between reading and posting; the ledger then refuses and we read again."""


def balance_of(seller_id: UUID, currency: str) -> AccountRef:
    """The account that a seller is paid from."""
    return AccountRef(AccountKind.SELLER_BALANCE, str(seller_id), currency)


def debt_of(seller_id: UUID, currency: str) -> AccountRef:
    """The account of what a seller owes; its balance is never above zero."""
    return AccountRef(AccountKind.SELLER_DEBT, str(seller_id), currency)


def in_transit(payout: Payout) -> AccountRef:
    """Where a payout's money stands until the bank has booked it."""
    return AccountRef(AccountKind.PAYOUT_IN_TRANSIT, str(payout.id), payout.currency)


def cash(payout: Payout) -> AccountRef:
    """The bank account in the payout's currency."""
    return AccountRef(AccountKind.BANK_CASH, "", payout.currency)


def post(payout: Payout, what: str, source: AccountRef, target: AccountRef) -> None:
    """The whole payout from one account to another, once for each ``what``."""
    ledger.post(
        key=f"payout-{what}:{payout.id}",
        cause_kind="payout",
        cause_id=payout.id,
        transfers=[TransferDraft(source, target, payout.amount_minor)],
    )


def pay_debt(seller_id: UUID, currency: str, amount_minor: int) -> None:
    """Take so much of a seller's balance for what they owe; raises ``IntegrityError`` when
    either has moved meanwhile."""
    ledger.post(
        key=f"debt-paid:{new_id()}",
        cause_kind="seller_debt",
        cause_id=seller_id,
        transfers=[
            TransferDraft(
                balance_of(seller_id, currency), debt_of(seller_id, currency), amount_minor
            )
        ],
    )


def give_back(payout: Payout, event: PayoutEvent, source: AccountRef, reason: str) -> None:
    """The payout ends as returned: its money pays what the seller owes, the rest is theirs."""
    payout.state = PAYOUT.after(PayoutState(payout.state), event)
    payout.returned_at = clock.now()
    payout.reason = reason[:200]
    payout.save(update_fields=["state", "returned_at", "reason"])
    for attempt in range(1, ATTEMPTS + 1):
        try:
            with transaction.atomic():
                _post_back(payout, source)
        except IntegrityError:
            if attempt == ATTEMPTS:
                raise
            continue
        break
    outbox.emit("payout.returned", payout.id, reason=payout.reason, **about(payout))


def _post_back(payout: Payout, source: AccountRef) -> None:
    debt = debt_of(payout.seller_id, payout.currency)
    owed = min(max(-books.balance(debt), 0), payout.amount_minor)
    targets = (
        (debt, owed),
        (balance_of(payout.seller_id, payout.currency), payout.amount_minor - owed),
    )
    ledger.post(
        key=f"payout-returned:{payout.id}",
        cause_kind="payout",
        cause_id=payout.id,
        transfers=[TransferDraft(source, account, minor) for account, minor in targets if minor],
    )


def leave_out(payouts: Iterable[Payout]) -> None:
    """No file can carry these: their money is the sellers' again, until they mend the account."""
    for payout in payouts:
        give_back(payout, PayoutEvent.FILE_REFUSED, in_transit(payout), NO_FILE)


def unfit_accounts(seller_ids: Iterable[UUID]) -> frozenset[tuple[UUID, str, str]]:
    """Seller, IBAN and holder's name of accounts that a payout was left out for."""
    rows = Payout.objects.filter(
        seller_id__in=list(seller_ids), state=PayoutState.RETURNED, reason=NO_FILE
    )
    return frozenset(rows.values_list("seller_id", "iban", "holder_name"))


def about(payout: Payout) -> dict[str, str | int]:
    """What events of a payout carry."""
    return {
        "seller_id": str(payout.seller_id),
        "amount_minor": payout.amount_minor,
        "currency": payout.currency,
        "iban_end": payout.iban[-4:],
    }
