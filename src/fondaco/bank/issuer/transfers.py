"""Credit transfers out of a cardholder's account: checked, confirmed by a code, booked at once."""

from dataclasses import asdict, dataclass
from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _

from fondaco.bank.issuer import confirm
from fondaco.bank.issuer.actions import Counterparty, book
from fondaco.bank.issuer.credit import Payee, Standing, credit, payee_of
from fondaco.bank.issuer.models import Account
from fondaco.bank.issuer.payees import (
    NameMatch,
    creditor_reference,
    looks_structured,
    tidy_iban,
)
from fondaco.bank.issuer.queries import AccountView, account_of, accounts_of
from fondaco.bank.issuer.rates import PER_EURO, convert
from fondaco.kernel import clock
from fondaco.kernel.errors import Refusal
from fondaco.kernel.transaction import action
from fondaco.money.amount import BadAmount, Money, parse_amount

PURPOSE = "transfer"
LONGEST_NAME = 70
LONGEST_REFERENCE = 140
SENDING_KINDS = frozenset({"current", "prepaid"})


@dataclass(frozen=True, slots=True)
class Order:
    """A transfer as it was asked for and found sound. ``reference`` is free text, or a compact
    structured reference (ISO 11649). ``debited_minor`` is in the account's currency."""

    account_id: str
    iban: str
    name: str
    amount_minor: int
    currency: str
    reference: str
    debited_minor: int


@dataclass(frozen=True, slots=True)
class Checked:
    """An order with what its sender should know before confirming it."""

    order: Order
    account: AccountView
    elsewhere: bool
    name_match: NameMatch | None


def accounts_to_send_from(cardholder_id: UUID) -> list[AccountView]:
    """The open accounts that can send money: not those of credit cards."""
    return [
        account
        for account in accounts_of(cardholder_id)
        if account.status == "open" and account.kind in SENDING_KINDS
    ]


def check(cardholder_id: UUID, given: dict[str, str]) -> Checked:
    """Judge a filled-in form: ``account, iban, name, amount, currency, reference``.

    Raises :class:`Refusal` naming the field that is wrong.
    """
    account = _account(cardholder_id, given.get("account", ""))
    iban = tidy_iban(given.get("iban", ""))
    if iban is None:
        raise _wrong(
            "iban",
            _("This is not an IBAN: its length or its check digits do not fit.")
            if given.get("iban", "").strip()
            else _("The IBAN is missing."),
            _("Copy it again from where you found it."),
        )
    if iban == account.iban:
        raise _wrong("iban", _("This is the account that pays."), _("Enter the payee's IBAN."))
    name = " ".join(given.get("name", "").split())
    if not name or len(name) > LONGEST_NAME or not name.isprintable():
        raise _wrong(
            "name", _("The payee's name is missing."), _("Write it, in 70 characters at most.")
        )
    amount = _amount(given.get("amount", ""), given.get("currency", "") or "EUR")
    reference = _reference(given.get("reference", ""))
    payee = payee_of(iban, amount.currency)
    _refuse_unreachable(payee)
    order = Order(
        account_id=str(account.id),
        iban=iban,
        name=name,
        amount_minor=amount.amount_minor,
        currency=amount.currency,
        reference=reference,
        debited_minor=convert(amount.amount_minor, amount.currency, account.currency),
    )
    if order.debited_minor > account.available_minor:
        raise _not_covered()
    elsewhere = payee.standing is Standing.ELSEWHERE
    return Checked(order, account, elsewhere, payee.name_match(name))


def ask(*, cardholder_id: UUID, order: Order, words: str) -> UUID:
    """Send the code that confirms the order; ``words`` names amount and payee."""
    return confirm.ask(
        cardholder_id=cardholder_id, purpose=PURPOSE, about=asdict(order), words=words
    )


def order_of(about: dict[str, Any]) -> Order:
    """The order that a confirmation was asked for."""
    return Order(**about)


@action
def send(*, cardholder_id: UUID, confirmation_id: UUID, typed: str) -> confirm.Verdict:
    """Check the code and, when it is right, book the transfer, once.

    Raises :class:`Refusal` when the money or the payee's account is gone meanwhile; the code
    then stays good.
    """
    asked = confirm.waiting(
        cardholder_id=cardholder_id, confirmation_id=confirmation_id, purpose=PURPOSE
    )
    verdict = confirm.answer(
        cardholder_id=cardholder_id,
        confirmation_id=confirmation_id,
        purpose=PURPOSE,
        typed=typed,
    )
    if verdict is confirm.Verdict.RIGHT:
        _book(cardholder_id, confirmation_id, order_of(asked.about))
    return verdict


def _book(cardholder_id: UUID, confirmation_id: UUID, order: Order) -> None:
    payee = payee_of(order.iban, order.currency)
    _refuse_unreachable(payee)
    touched = {UUID(order.account_id)} | ({payee.account.id} if payee.account else set())
    # Both rows in one order, so that two people paying each other do not wait for each other.
    locked = {
        row.id: row
        for row in Account.objects.select_for_update().filter(id__in=touched).order_by("id")
    }
    account = locked[UUID(order.account_id)]
    available = account.balance_minor + account.credit_limit_minor - account.held_minor
    if account.cardholder_id != cardholder_id or account.status != "open":
        raise _wrong("account", _("The account was closed meanwhile."), "")
    if order.debited_minor > available:
        raise _not_covered()
    day, text = clock.today(), order.reference or _("Credit transfer")
    end_to_end_id = confirmation_id.hex
    book(
        account_id=account.id,
        key=f"transfer:{confirmation_id}",
        kind="transfer_out",
        amount_minor=-order.debited_minor,
        text=text,
        booked_date=day,
        counterparty=Counterparty(order.name, order.iban),
        reference=end_to_end_id,
        original=(order.amount_minor, order.currency)
        if order.currency != account.currency
        else None,
    )
    if payee.account is not None:
        credit(
            payee=payee.account,
            key=f"transfer-in:{confirmation_id}",
            amount_minor=order.amount_minor,
            currency=order.currency,
            text=text,
            sender=Counterparty(account.holder_name, account.iban),
            reference=end_to_end_id,
            day=day,
        )


def _account(cardholder_id: UUID, chosen: str) -> AccountView:
    try:
        account = account_of(cardholder_id, UUID(chosen))
    except ValueError:
        account = None
    if account is None:
        raise _wrong("account", _("The account that pays is missing."), _("Choose one of yours."))
    if account.status != "open":
        raise _wrong("account", _("This account is closed."), _("Choose another one."))
    if account.kind not in SENDING_KINDS:
        raise _wrong(
            "account",
            _("A credit card account pays by card only."),
            _("Choose an everyday account."),
        )
    return account


def _amount(text: str, code: str) -> Money:
    if code not in PER_EURO:
        raise _wrong("currency", _("The bank does not send this currency."), _("Choose another."))
    try:
        amount = parse_amount(text.strip().replace(",", "."), code)
    except BadAmount:
        raise _wrong(
            "amount",
            _("This is not an amount.") if text.strip() else _("The amount is missing."),
            _("Write it with digits and at most one point, like 83.90."),
        ) from None
    if amount.amount_minor <= 0:
        raise _wrong("amount", _("The amount is not more than nothing."), _("Write what to send."))
    return amount


def _reference(text: str) -> str:
    tidy = " ".join(text.split())
    if len(tidy) > LONGEST_REFERENCE or (tidy and not tidy.isprintable()):
        raise _wrong("reference", _("The reference is too long."), _("140 characters fit."))
    structured = creditor_reference(tidy)
    if looks_structured(tidy) and not structured:
        raise _wrong(
            "reference",
            _("This reference begins with RF, but its check digits do not fit."),
            _("Copy it again: a payee finds your payment by it."),
        )
    return structured or tidy


def _refuse_unreachable(payee: Payee) -> None:
    if payee.standing is Standing.UNKNOWN:
        raise _wrong(
            "iban", _("Banca Rialto has no account with this IBAN."), _("Ask the payee for theirs.")
        )
    if payee.standing is Standing.CLOSED:
        raise _wrong(
            "iban", _("The account with this IBAN is closed."), _("Ask the payee for another.")
        )


def _not_covered() -> Refusal:
    return Refusal(
        "not_covered",
        _("The account does not hold enough for this."),
        not_done=_("Nothing was sent."),
        next_step=_("Send less, or choose another account."),
        field="amount",
        status=409,
    )


def _wrong(field: str, what: str, next_step: str) -> Refusal:
    return Refusal(
        f"{field}_invalid",
        what,
        not_done=_("Nothing was sent."),
        next_step=next_step,
        field=field,
        status=400,
    )
