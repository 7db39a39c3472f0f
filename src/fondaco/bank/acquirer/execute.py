"""Carrying out credit transfers on a day: out of the marketplace's account, into the payee's."""

from datetime import date

from django.conf import settings

from fondaco.bank.acquirer.models import PaymentOrder
from fondaco.bank.acquirer.rules import next_business_day
from fondaco.bank.issuer.actions import Counterparty, book
from fondaco.bank.issuer.credit import Payee, Standing, credit, payee_of
from fondaco.bank.issuer.payees import NameMatch
from fondaco.bank.issuer.queries import AccountView, accounts_with_iban

RETURNED = {Standing.UNKNOWN: "AC01", Standing.CLOSED: "AC04"}
OTHER_NAME = "BE01"
"""The payee's name is not that of the account's holder."""


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
    payee = payee_of(order.creditor_iban, order.currency)
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
    reason = _return_reason(payee, order.creditor_name)
    if reason:
        order.state = "returning"
        order.reason_code = reason
        order.return_date = next_business_day(day)
    elif payee.account is not None:
        credit(
            payee=payee.account,
            key=f"order-in:{order.id}",
            amount_minor=order.amount_minor,
            currency=order.currency,
            text=order.text or "Credit transfer",
            sender=Counterparty(account.holder_name, account.iban),
            reference=order.end_to_end_id,
            day=day,
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


def _return_reason(payee: Payee, name: str) -> str:
    """Why money for this payee comes back (an ISO code), or nothing."""
    if payee.name_match(name) is NameMatch.OTHER:
        return OTHER_NAME
    return RETURNED.get(payee.standing, "")
