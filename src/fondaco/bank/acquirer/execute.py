"""Carrying out credit transfers on a day: out of the marketplace's account, into the payee's."""

from datetime import date
from uuid import UUID

from django.conf import settings

from fondaco.bank.acquirer.models import PaymentOrder
from fondaco.bank.acquirer.rules import next_business_day
from fondaco.bank.issuer.actions import Counterparty, book, open_account
from fondaco.bank.issuer.queries import AccountView, accounts_with_iban

BANK_AND_BRANCH = slice(5, 15)
"""Where an Italian IBAN names its bank (ABI) and branch (CAB)."""

CLOSED = "AC04"


def execute_orders(day: date) -> None:
    """Book what is due and covered, then send back what could not be credited. In an action."""
    due = PaymentOrder.objects.select_for_update().filter(state="pending", execution_date__lte=day)
    for order in due.order_by("id"):
        _execute(order, day)
    returning = PaymentOrder.objects.select_for_update().filter(
        state="returning", return_date__lte=day
    )
    for order in returning.order_by("id"):
        _give_back(order, day)


def _execute(order: PaymentOrder, day: date) -> None:
    account = _merchant_account(order.currency)
    if account is None or account.available_minor < order.amount_minor:
        return  # it waits for cover, and is looked at again the next day
    payee = _payee_account(order)
    book(
        account_id=account.id,
        key=f"order:{order.id}",
        kind="transfer_out",
        amount_minor=-order.amount_minor,
        text=order.text or "Credit transfer",
        booked_date=day,
        counterparty=Counterparty(order.creditor_name, order.creditor_iban),
        reference=order.end_to_end_id,
    )
    order.booked_date = day
    order.state = "booked"
    if payee is not None and payee.status == "closed":
        order.state = "returning"
        order.reason_code = CLOSED
        order.return_date = next_business_day(day)
    elif payee is not None:
        book(
            account_id=payee.id,
            key=f"order-in:{order.id}",
            kind="transfer_in",
            amount_minor=order.amount_minor,
            text=order.text or "Credit transfer",
            booked_date=day,
            counterparty=Counterparty(account.holder_name, account.iban),
            reference=order.end_to_end_id,
        )
    order.save(update_fields=["state", "reason_code", "booked_date", "return_date"])


def _give_back(order: PaymentOrder, day: date) -> None:
    account = _merchant_account(order.currency)
    if account is None:
        return
    book(
        account_id=account.id,
        key=f"order-returned:{order.id}",
        kind="transfer_returned",
        amount_minor=order.amount_minor,
        text=f"Returned: {order.reason_code}",
        booked_date=day,
        counterparty=Counterparty(order.creditor_name, order.creditor_iban),
        reference=order.end_to_end_id,
    )
    order.state = "returned"
    order.save(update_fields=["state"])


def _merchant_account(currency: str) -> AccountView | None:
    found = accounts_with_iban(settings.MERCHANT_IBAN)
    return next((account for account in found if account.currency == currency), None)


def _payee_account(order: PaymentOrder) -> AccountView | None:
    """The payee's account at this bank, opened if need be; None when it is at another bank.

    A payee whose IBAN is of this bank gets an account with the first money that comes for it:
    the practice world has no branch to open one in.
    """
    own = settings.MERCHANT_IBAN
    same_bank = (
        order.creditor_iban[:2] == own[:2]
        and order.creditor_iban[BANK_AND_BRANCH] == own[BANK_AND_BRANCH]
    )
    if not same_bank:
        return None
    found = accounts_with_iban(order.creditor_iban)
    if any(account.status == "closed" for account in found):
        return next(account for account in found if account.status == "closed")
    account_id: UUID = open_account(
        iban=order.creditor_iban,
        currency=order.currency,
        kind="current",
        name="Business account",
        holder_name=order.creditor_name[:80],
        cardholder_id=found[0].cardholder_id if found else None,
    )
    return next(
        account for account in accounts_with_iban(order.creditor_iban) if account.id == account_id
    )
