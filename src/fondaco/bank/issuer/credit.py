"""Whose account an IBAN is, and putting money on it, from wherever it comes."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from django.conf import settings

from fondaco.bank.issuer.actions import Counterparty, book, open_account
from fondaco.bank.issuer.payees import NameMatch, compare_names, same_bank
from fondaco.bank.issuer.queries import AccountView, accounts_with_iban
from fondaco.bank.issuer.rates import convert
from fondaco.kernel.transaction import action


class Standing(StrEnum):
    """Where an IBAN leads."""

    HERE = "here"
    ELSEWHERE = "elsewhere"
    UNKNOWN = "unknown"
    CLOSED = "closed"


@dataclass(frozen=True, slots=True)
class Payee:
    """Whom an IBAN belongs to. ``account`` is the one that is credited, None unless HERE."""

    standing: Standing
    account: AccountView | None = None

    def name_match(self, given: str) -> NameMatch | None:
        """How a name fits the holder's; None when the account is at another bank."""
        return compare_names(given, self.account.holder_name) if self.account else None


def payee_of(iban: str, currency: str) -> Payee:
    """The account that money in this currency sent to this IBAN would be credited to."""
    if not same_bank(iban, settings.MERCHANT_IBAN):
        return Payee(Standing.ELSEWHERE)
    found = accounts_with_iban(iban)
    if not found:
        return Payee(Standing.UNKNOWN)
    open_ones = [account for account in found if account.status == "open"]
    if not open_ones:
        return Payee(Standing.CLOSED)
    fitting = [account for account in open_ones if account.currency == currency]
    return Payee(Standing.HERE, (fitting or open_ones)[0])


@action
def credit(
    *,
    payee: AccountView,
    key: str,
    amount_minor: int,
    currency: str,
    text: str,
    sender: Counterparty,
    reference: str,
    day: date,
) -> None:
    """Book what came in for a payee, once a key, in the currency of their account.

    The merchant has an account in each currency; it is opened with the first money.
    """
    account_id, held_in = payee.id, payee.currency
    if payee.kind == "merchant" and held_in != currency:
        account_id, held_in = (
            open_account(
                iban=payee.iban,
                currency=currency,
                kind="merchant",
                name=payee.name,
                holder_name=payee.holder_name,
            ),
            currency,
        )
    book(
        account_id=account_id,
        key=key,
        kind="transfer_in",
        amount_minor=convert(amount_minor, currency, held_in),
        text=text,
        booked_date=day,
        counterparty=sender,
        reference=reference,
        original=(amount_minor, currency) if held_in != currency else None,
    )
